package io.anchorage;

/**
 * Something the user can put right. The message is one line that says what is wrong, which value,
 * where it was set, and what to do next; the command line prints it without a stack trace and
 * leaves with the kind's exit code.
 */
public final class UserException extends RuntimeException {
  /** What went wrong, in classes that a script can tell apart by exit code. */
  public enum Kind {
    /** A flag, a config key or a value in it. */
    CONFIG(2),
    /** The source: a path, a file, a dataset as a whole. */
    INPUT(3),
    /** The output: a table that exists, is locked, was made otherwise, or cannot be written. */
    OUTPUT(4),
    /** More images failed than the failure budget allows. */
    BUDGET(5),
    /** An engine or a device that was asked for by name and is not there. */
    ENGINE(6);

    private final int exitCode;

    Kind(int exitCode) {
      this.exitCode = exitCode;
    }

    public int exitCode() {
      return exitCode;
    }
  }

  private final Kind kind;

  public UserException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public UserException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
