package io.anchorage.jobs.cli;

import io.anchorage.jobs.cluster.Interruption;
import io.anchorage.jobs.storage.NamelessUser;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Arrays;
import org.apache.spark.SparkException;
import org.apache.spark.SparkUserAppException;
import picocli.CommandLine;

/** The entry point of {@code anchorage} and of {@code spark-submit}. */
public final class Main {
  private Main() {}

  /**
   * Runs one command and ends the process with its exit code.
   *
   * @throws SparkException in place of an exit code, where YARN's master of the application is the
   *     process: it takes each end of the process for a crash, success too, and starts it again
   */
  public static void main(String[] args) throws SparkException {
    StandardError.settle();
    if (Arrays.asList(args).contains("--verbose") || Arrays.asList(args).contains("-v")) {
      // Read by conf/log4j2.properties when the log is opened.
      System.getProperties().putIfAbsent("anchorage.log", "debug");
    }
    NamelessUser.settle();
    Interruption.command();
    int code = run(args);
    Interruption.said();
    if (System.getProperty("spark.yarn.app.id") != null) {
      if (code != ExitCode.OK) {
        throw new SparkUserAppException(code, null);
      }
      return;
    }
    // On success under spark-submit, leave the end to Spark: it takes System.exit for a crash.
    if (code != ExitCode.OK || System.getProperty("SPARK_SUBMIT") == null) {
      System.exit(code);
    }
  }

  /** Runs one command. Everything that the command opened is closed when this returns. */
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
   * @param out receives the command's results
   * @param err receives errors, one line each
   * @return the exit code, one of {@link ExitCode}
   */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    AnchorageCommand root = new AnchorageCommand();
    OneLineErrors errors = new OneLineErrors(root);
    CommandLine line =
        AnchorageCommand.line(root, args)
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setUsageHelpAutoWidth(true)
            .setParameterExceptionHandler(errors)
            .setExecutionExceptionHandler(errors);
    HelpPages.settle(line);
    try {
      return line.execute(args);
    } catch (Error e) {
      return errors.report(e, err);
    }
  }
}
