package io.anchorage.jobs.cli;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.storage.StorageFolder;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code anchorage runs} command: lists what jobs have left below a folder. */
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    description = "List the field tables, models and experiments below a folder, a line each.",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {"  anchorage runs /data/fields"},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:internal error",
      "2:a flag",
      "3:there is nothing below the folder"
    })
final class RunsCommand implements Runnable {
  /** Experiments keep their tables and models two folders down. */
  private static final int DEEPEST = 4;

  @Parameters(paramLabel = "PATH", description = "The folder: any Hadoop path.")
  private String path;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    StorageFolder folder = StorageFolder.at(path, Tables.settings());
    List<RunLine> found = new ArrayList<>();
    add(folder, ".", 0, found);
    if (found.isEmpty()) {
      throw new UserException(
          Kind.INPUT,
          "%s and the folders below it hold no field table, model or experiment"
              .formatted(folder.root()));
    }
    PrintWriter out = spec.commandLine().getOut();
    int width = found.stream().mapToInt(line -> line.name().length()).max().orElse(0);
    for (RunLine line : found) {
      out.println(line.text(width));
    }
  }

  private static void add(StorageFolder folder, String name, int depth, List<RunLine> found) {
    Optional<Reports.Content> content = Reports.content(folder);
    content.ifPresent(known -> found.add(RunLine.of(folder, name, known)));
    if (content.equals(Optional.of(Reports.Content.TABLE)) || depth == DEEPEST) {
      return;
    }
    for (String below : folder.folders()) {
      add(folder.below(below), depth == 0 ? below : name + "/" + below, depth + 1, found);
    }
  }
}
