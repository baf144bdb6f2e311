package io.anchorage.jobs.exchange.out;

import java.util.ArrayList;
import java.util.List;

/**
 * A request to {@code export}.
 *
 * @param input path of a field table, on any Hadoop file system
 * @param output folder to write
 * @param format name of a format
 * @param split only the fields of this split; empty for all
 * @param perFile fields of one file at most; 0 to choose it by their size
 * @param resume whether an export that was begun there is continued
 */
public record ExportRequest(
    String input, String output, String format, String split, int perFile, boolean resume) {
  /** The request as flags. */
  List<String> arguments() {
    List<String> flags =
        new ArrayList<>(
            List.of("export", "--format", format, "--input", input, "--output", output));
    if (!split.isEmpty()) {
      flags.addAll(List.of("--split", split));
    }
    if (perFile > 0) {
      flags.addAll(List.of("--shard-size", Integer.toString(perFile)));
    }
    return List.copyOf(flags);
  }
}
