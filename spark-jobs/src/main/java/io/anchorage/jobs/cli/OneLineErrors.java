package io.anchorage.jobs.cli;

import io.anchorage.UserException;
import io.anchorage.config.NearestKey;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints every error as one line on stderr that begins with {@code anchorage:}. */
final class OneLineErrors implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private final AnchorageCommand root;

  OneLineErrors(AnchorageCommand root) {
    this.root = root;
  }

  @Override
  public int handleParseException(ParameterException exception, String[] args) {
    CommandLine line = exception.getCommandLine();
    String what =
        unmatched(exception)
            .map(given -> unknown(given, line.getCommandSpec()))
            .orElseGet(() -> lowered(exception.getMessage()));
    print(line.getErr(), what + "; see " + line.getCommandSpec().qualifiedName() + " --help");
    if (root.verbose) {
      exception.printStackTrace(line.getErr());
    }
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(
      Exception exception, CommandLine commandLine, ParseResult result) {
    return report(exception, commandLine.getErr());
  }

  /** Prints the error and returns the exit code. */
  int report(Throwable thrown, PrintWriter err) {
    UserException user = userException(thrown);
    print(err, user != null ? user.getMessage() : internal(thrown));
    if (root.verbose) {
      thrown.printStackTrace(err);
      err.flush();
    }
    return user != null ? user.kind().exitCode() : ExitCode.INTERNAL;
  }

  /**
   * The user's error among the causes, since Spark wraps what tasks throw; null if there is none.
   */
  private static UserException userException(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof UserException user) {
        return user;
      }
    }
    return null;
  }

  private String internal(Throwable thrown) {
    if (thrown instanceof OutOfMemoryError) {
      long megabytes = Runtime.getRuntime().maxMemory() >> 20;
      return "out of memory with a heap of "
          + megabytes
          + " MiB: raise it with ANCHORAGE_HEAP, for example ANCHORAGE_HEAP="
          + (megabytes / 512 + 1)
          + "g";
    }
    return "internal error: "
        + thrown
        + (root.verbose
            ? ""
            : "; run it again with --verbose for a stack trace, and please report it");
  }

  /**
   * The first unrecognised argument. It is reported ahead of a missing flag, because it is most
   * likely that flag misspelt.
   */
  private static Optional<String> unmatched(ParameterException exception) {
    return exception instanceof UnmatchedArgumentException unmatched
        ? Optional.of(unmatched.getUnmatched().get(0))
        : exception.getCommandLine().getUnmatchedArguments().stream()
            .filter(given -> given.startsWith("-"))
            .findFirst();
  }

  private static String unknown(String given, CommandSpec spec) {
    if (given.startsWith("-")) {
      String flag = given.contains("=") ? given.substring(0, given.indexOf('=')) : given;
      return "unknown flag " + flag + ": did you mean " + NearestKey.of(flag, flags(spec)) + "?";
    }
    if (!spec.subcommands().isEmpty()) {
      List<String> commands = spec.subcommands().keySet().stream().sorted().toList();
      return "unknown command " + given + ": did you mean " + NearestKey.of(given, commands) + "?";
    }
    return "unexpected argument " + given;
  }

  private static List<String> flags(CommandSpec spec) {
    return spec.options().stream().map(option -> option.longestName()).sorted().toList();
  }

  private static String lowered(String message) {
    String plain = message.replaceFirst("is not an? (long|int)$", "is not a whole number");
    return plain.substring(0, 1).toLowerCase(Locale.ROOT) + plain.substring(1);
  }

  private static void print(PrintWriter err, String message) {
    err.println("anchorage: " + message.strip().replaceAll("\\s*\\R\\s*", " "));
    err.flush();
  }
}
