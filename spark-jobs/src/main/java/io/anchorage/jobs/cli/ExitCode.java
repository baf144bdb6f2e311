package io.anchorage.jobs.cli;

/**
 * What a command leaves with. Codes 2 to 6 are those of {@link io.anchorage.UserException.Kind}.
 */
final class ExitCode {
  static final int OK = 0;
  static final int INTERNAL = 1;
  static final int USAGE = 2;

  /** Ctrl-C, as a shell says it: 128 and the signal's number. */
  static final int CANCELLED = 130;

  private ExitCode() {}
}
