package io.anchorage.jobs.cli;

/**
 * The exit codes of the commands. Codes 2 to 6 are those of {@link
 * io.anchorage.UserException.Kind}.
 */
final class ExitCode {
  static final int OK = 0;
  static final int INTERNAL = 1;
  static final int USAGE = 2;

  /** Cancelled with Ctrl-C: 128 plus the signal's number, as shells report it. */
  static final int CANCELLED = 130;

  private ExitCode() {}
}
