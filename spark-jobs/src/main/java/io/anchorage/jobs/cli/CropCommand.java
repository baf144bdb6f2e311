package io.anchorage.jobs.cli;

import io.anchorage.jobs.align.AlignRequest;
import io.anchorage.jobs.align.AlignRequest.Form;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code anchorage crop} command: what is left of a table's fields in a part of the image. */
@Command(
    name = "crop",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Crop the fields of a table to a part of their images, without training.",
      "Partitions outside are dropped with their weights; pixels keep their bits."
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExample:%n",
    footer = {
      "  Rows 128 to 383 and columns 64 to 319:",
      "    anchorage crop /tmp/photos --box 128,64,256,256 --output /tmp/part"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the table is written",
      "1:internal error",
      "2:invalid flag",
      "3:input problem: no such table, or fields that cannot be cropped so",
      "4:output problem: it exists, is locked, was made otherwise or cannot be written",
      "130:cancelled; continue with --resume"
    })
final class CropCommand implements Callable<Integer> {
  @Parameters(paramLabel = "TABLE", description = "The field table: any Hadoop path.")
  private String input;

  @Option(
      names = "--box",
      required = true,
      paramLabel = "ROW,COL,HEIGHT,WIDTH",
      description = "The part, in pixels; it is widened to whole partitions.")
  private String box;

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

  private Form.Part part() {
    BoxFlag part = BoxFlag.of(box);
    return new Form.Part(part.row(), part.column(), part.height(), part.width());
  }
}
