package io.anchorage.jobs.exchange.in;

import java.util.ArrayList;
import java.util.List;

/**
 * A request to {@code import}.
 *
 * @param input file or folder to read, on any Hadoop file system
 * @param output path of the table to write
 * @param format name of a format
 * @param images path of the images that the fields represent, to score them; empty for none
 * @param settings changes of the format's recipe, of the form {@code a.b=c}
 * @param resume whether a table at the output is continued
 */
public record ImportRequest(
    String input,
    String output,
    String format,
    String images,
    List<String> settings,
    boolean resume) {
  public ImportRequest {
    settings = List.copyOf(settings);
  }

  /** The request as flags, for the table's provenance. */
  List<String> arguments() {
    List<String> flags =
        new ArrayList<>(
            List.of("import", "--format", format, "--input", input, "--output", output));
    if (!images.isEmpty()) {
      flags.addAll(List.of("--images", images));
    }
    settings.forEach(setting -> flags.addAll(List.of("--set", setting)));
    if (resume) {
      flags.add("--resume");
    }
    return List.copyOf(flags);
  }
}
