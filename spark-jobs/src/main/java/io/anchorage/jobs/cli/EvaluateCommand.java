package io.anchorage.jobs.cli;

import io.anchorage.jobs.cluster.SparkContexts;
import io.anchorage.jobs.learn.ScoreJob;
import io.anchorage.jobs.learn.ScoreReport;
import io.anchorage.jobs.learn.ScoreRequest;
import io.anchorage.jobs.learn.page.ScorePage;
import io.anchorage.jobs.storage.Json;
import io.anchorage.jobs.storage.StorageFolder;
import java.io.PrintWriter;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code anchorage evaluate} command: scores a trained model on a table. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Score a trained model on a field table.",
      "Prints accuracy, loss and the confusion matrix, and writes them as a page with the fields of",
      "the most frequent mistakes. Classes are matched by name; fields without a label, or of a",
      "class that the model does not know, are counted."
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  anchorage evaluate --model /tmp/ptv3 --input /tmp/arcs",
      "  On fields of another recipe, to see what that costs:",
      "    anchorage evaluate --model /tmp/ptv3 --input /tmp/displaced \\",
      "        --other-recipe --json"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:internal error",
      "2:a flag",
      "3:no such model or table, the table is of another recipe or decoder, or none of its fields"
          + " has a label that the model knows",
      "6:PyTorch is not there"
    })
final class EvaluateCommand implements Runnable {
  private static final String PAGE = "evaluation.html";

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
      names = "--split",
      paramLabel = "SPLIT",
      defaultValue = "test",
      description = "Split of the table: train, test or all (default: test).")
  private String split;

  @Option(
      names = "--other-recipe",
      description = "Take a table of another recipe or decoder than the model learnt from.")
  private boolean otherRecipe;

  @Option(
      names = "--changes",
      paramLabel = "LIST",
      defaultValue = "[]",
      description =
          "Change each cloud first (models of clouds only), as in '[{kind: shift, pixels: 36}]';"
              + " drawn by its id.")
  private String changes;

  @Option(
      names = "--output",
      paramLabel = "HTML",
      description = "The report (default: evaluation.html in the model's folder).")
  private String output;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Mixin private SparkMaster master;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    ScoreRequest request =
        ScoreRequest.of(model, input, split).withOtherRecipe(otherRecipe).withChanges(changes);
    ScoreReport report;
    try (JavaSparkContext spark = SparkContexts.open("anchorage evaluate", master.url())) {
      report = ScoreJob.run(spark, request, System.err);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(report.json());
    } else {
      report.lines().forEach(out::println);
    }
    byte[] page = ScorePage.of(Json.tree(report.tree()), Tables.settings());
    Optional<String> written =
        output == null
            ? Reports.attempt(() -> put(page))
            : Optional.of(Reports.local(output, page));
    if (!json) {
      written.ifPresent(path -> out.println("report     " + path));
    }
  }

  private String put(byte[] page) {
    StorageFolder folder = StorageFolder.at(model, Tables.settings());
    folder.put(PAGE, page);
    return folder.shown(PAGE);
  }
}
