package io.anchorage.jobs.cli;

import io.anchorage.jobs.cluster.SparkContexts;
import io.anchorage.jobs.learn.ScoreJob;
import io.anchorage.jobs.learn.ScoreReport;
import io.anchorage.jobs.learn.ScoreRequest;
import java.io.PrintWriter;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code anchorage predict} command: writes a trained model's prediction for each field. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Write a trained model's predictions for a table, as Parquet.",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  anchorage predict --model /tmp/ptv3 --input /tmp/arcs \\",
      "      --output /tmp/predictions",
      "  It ends with a page, _report.html in the same folder. In DuckDB, beside the fields:",
      "    select * from '/tmp/arcs/fields/*.parquet' f",
      "    join '/tmp/predictions/*.parquet' p using (id, repeat)"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:internal error",
      "2:a flag",
      "3:no such model or table, or the table is of another recipe or decoder",
      "4:the output exists or cannot be written",
      "6:PyTorch is not there"
    })
final class PredictCommand implements Runnable {
  @Option(
      names = "--model",
      required = true,
      paramLabel = "PATH",
      description = "The folder that train wrote.")
  private String model;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "TABLE",
      description = "The field table: any Hadoop path.")
  private String input;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "PATH",
      description = "A folder of Parquet files; it must not exist yet.")
  private String output;

  @Option(
      names = "--split",
      paramLabel = "SPLIT",
      defaultValue = "all",
      description = "Split of the table: train, test or all (default: all).")
  private String split;

  @Option(
      names = "--other-recipe",
      description = "Take a table of another recipe or decoder than the model learnt from.")
  private boolean otherRecipe;

  @Mixin private SparkMaster master;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    ScoreReport report;
    try (JavaSparkContext spark = SparkContexts.open("anchorage predict", master.url())) {
      report =
          ScoreJob.run(
              spark,
              ScoreRequest.of(model, input, split).withOtherRecipe(otherRecipe).withOutput(output),
              System.err);
    }
    PrintWriter out = spec.commandLine().getOut();
    report.lines().forEach(out::println);
    Reports.after(output).ifPresent(page -> out.println("report     " + page));
  }
}
