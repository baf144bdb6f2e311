package io.anchorage.jobs.cli;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs some commands in one process, so that Java can keep the classes that they load: the archive
 * of {@code deploy/class-archive}, from which later processes take their classes read and verified.
 */
public final class ClassArchive {
  private ClassArchive() {}

  /**
   * Fits two images, and looks at the table.
   *
   * @param args a config, a dataset, and a folder that may be written to
   */
  public static void main(String[] args) {
    StandardError.settle();
    Path folder = Path.of(args[2]);
    String table = folder.resolve("table").toString();
    PrintWriter nowhere =
        new PrintWriter(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    List<String[]> commands =
        List.of(
            new String[] {"fit", "--help"},
            new String[] {
              "fit",
              "--config",
              args[0],
              "--input",
              args[1],
              "--output",
              table,
              "--limit",
              "2",
              "--set",
              "fit.stop.steps=8",
              "--master",
              "local[1]"
            },
            new String[] {"inspect", table},
            new String[] {"verify", table},
            new String[] {
              "decode", table, "--sheet", "1", "--output", folder.resolve("sheet.png").toString()
            });
    for (String[] command : commands) {
      int code = Main.run(nowhere, err, command);
      if (code != ExitCode.OK) {
        System.exit(code);
      }
    }
  }
}
