package io.anchorage.jobs.cli;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.align.AlignRequest;
import io.anchorage.jobs.align.AlignRequest.Form;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code anchorage extend} command: a table's fields on a larger part of the image. */
@Command(
    name = "extend",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Extend the fields of a cropped table to a larger part of their images.",
      "New partitions begin as their neighbours; then all are fitted on."
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExample:%n",
    footer = {
      "  From the upper half of 512 x 512 pixels to all of them:",
      "    anchorage extend /tmp/half --box 0,0,512,512 --steps 300 \\",
      "        --output /tmp/whole"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the table is written",
      "1:internal error",
      "2:invalid flag",
      "3:input problem: no such table, or image, or fields that cannot be extended so",
      "4:output problem: it exists, is locked, was made otherwise or cannot be written",
      "130:cancelled; continue with --resume"
    })
final class ExtendCommand implements Callable<Integer> {
  @Parameters(paramLabel = "TABLE", description = "The field table: any Hadoop path.")
  private String input;

  @Option(
      names = "--box",
      required = true,
      paramLabel = "ROW,COL,HEIGHT,WIDTH",
      description = "The larger part, in pixels of the images before the crop.")
  private String box;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Steps of fine-tuning (default: ${DEFAULT-VALUE}).")
  private int steps = 300;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "PATH",
      description = "The table to write; it must not exist yet.")
  private String output;

  @Option(
      names = "--resume",
      description = "Continue a table: write what it does not hold yet of the input.")
  private boolean resume;

  @Mixin private SparkMaster master;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return Rewriting.run(spec, master, new AlignRequest(input, output, part(), resume));
  }

  private Form.Extended part() {
    BoxFlag part = BoxFlag.of(box);
    if (steps < 0) {
      throw new UserException(Kind.CONFIG, "--steps must be at least 0: " + steps);
    }
    return new Form.Extended(part.row(), part.column(), part.height(), part.width(), steps);
  }
}
