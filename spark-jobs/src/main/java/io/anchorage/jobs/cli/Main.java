package io.anchorage.jobs.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.CommandLine;

/** Where {@code anchorage} and {@code spark-submit} come in. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    int code = run(args);
    // Under spark-submit a good end is left to Spark, which would take an exit for a crash.
    if (code != ExitCode.OK || System.getProperty("SPARK_SUBMIT") == null) {
      System.exit(code);
    }
  }

  /** Runs one command; everything that it opened is closed when this returns. */
  public static int run(String... args) {
    Charset console = Charset.defaultCharset();
    return run(
        new PrintWriter(System.out, true, console),
        new PrintWriter(System.err, true, console),
        args);
  }

  /**
   * Runs one command.
   *
   * @param out takes what was asked for
   * @param err takes what went wrong, one line
   * @return one of {@link ExitCode}
   */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    AnchorageCommand root = new AnchorageCommand();
    OneLineErrors errors = new OneLineErrors(root);
    CommandLine line =
        new CommandLine(root)
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setUsageHelpAutoWidth(true)
            .setParameterExceptionHandler(errors)
            .setExecutionExceptionHandler(errors);
    try {
      return line.execute(args);
    } catch (Error e) {
      return errors.report(e, err);
    }
  }
}
