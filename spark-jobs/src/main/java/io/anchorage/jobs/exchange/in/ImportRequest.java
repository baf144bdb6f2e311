package io.anchorage.jobs.exchange.in;

import java.util.ArrayList;
import java.util.List;

/**
 * A request to {@code import}.
 *
 * @param input file or folder to read, on any Hadoop file system
 * @param output path of the table to write
 * @param format name of a format
 * @param config path of a recipe for files that do not say what their fields are; empty for none
 * @param arrays names of their arrays, of the form {@code column=name}
 * @param size of the images, {@code HEIGHTxWIDTH}, where neither files nor images say it
 * @param images path of the images that the fields represent, to score them; empty for none
 * @param settings changes of the format's recipe, of the form {@code a.b=c}
 * @param splits of images by their index, where a format leaves them open
 * @param resume whether a table at the output is continued
 */
public record ImportRequest(
    String input,
    String output,
    String format,
    String config,
    List<String> arrays,
    String size,
    String images,
    List<String> settings,
    ImportSplits splits,
    boolean resume) {
  public ImportRequest {
    arrays = List.copyOf(arrays);
    settings = List.copyOf(settings);
  }

  /** A request for files that say all of their fields. */
  public ImportRequest(
      String input,
      String output,
      String format,
      String images,
      List<String> settings,
      boolean resume) {
    this(
        input, output, format, "", List.of(), "", images, settings, ImportSplits.PUBLISHED, resume);
  }

  /** The request as flags, for the table's provenance. */
  List<String> arguments() {
    List<String> flags =
        new ArrayList<>(
            List.of("import", "--format", format, "--input", input, "--output", output));
    if (!config.isEmpty()) {
      flags.addAll(List.of("--config", config));
    }
    arrays.forEach(array -> flags.addAll(List.of("--array", array)));
    if (!size.isEmpty()) {
      flags.addAll(List.of("--size", size));
    }
    if (!images.isEmpty()) {
      flags.addAll(List.of("--images", images));
    }
    settings.forEach(setting -> flags.addAll(List.of("--set", setting)));
    flags.addAll(splits.arguments());
    if (resume) {
      flags.add("--resume");
    }
    return List.copyOf(flags);
  }
}
