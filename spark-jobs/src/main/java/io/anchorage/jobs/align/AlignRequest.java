package io.anchorage.jobs.align;

import io.anchorage.jobs.storage.Json;
import io.anchorage.symmetry.UnitChange;
import java.util.ArrayList;
import java.util.List;

/**
 * A request to {@code align}, {@code crop} or {@code extend}.
 *
 * @param input path of a field table, on any Hadoop file system
 * @param output path of the table to write
 * @param form that the fields take
 * @param resume whether a table at the output is continued
 */
public record AlignRequest(String input, String output, Form form, boolean resume) {
  /** The form that all fields take: their hidden units, or what is left of them. */
  public sealed interface Form {
    /**
     * That nearest to a network which is drawn as the recipe's fits draw their starts.
     *
     * @param seed of the draw; fits with a shared start and this seed begin at the same network
     */
    record RandomTemplate(long seed) implements Form {}

    /**
     * That nearest to one of the table's own fields.
     *
     * @param id the field's id; of several fits of one image, the first
     */
    record FieldTemplate(String id) implements Form {}

    /** The canonical one. */
    record Canonical(UnitChange.Part part) implements Form {}

    /**
     * A part of each field's image, in pixels; it is widened to whole partitions.
     *
     * @param height at least 1
     * @param width at least 1
     */
    record Part(int row, int column, int height, int width) implements Form {}

    /**
     * A larger part of each field's image than the last step of the recipe's transforms, a crop,
     * left of it, in pixels of what that step is given.
     *
     * @param height at least 1
     * @param width at least 1
     * @param steps of fine-tuning, at least 0
     */
    record Extended(int row, int column, int height, int width, int steps) implements Form {}
  }

  /** The request as flags, for the table's provenance. */
  List<String> arguments() {
    if (form instanceof Form.Part part) {
      String box = box(part.row(), part.column(), part.height(), part.width());
      return boxed("crop", "--box", box);
    }
    if (form instanceof Form.Extended part) {
      String box = box(part.row(), part.column(), part.height(), part.width());
      return boxed("extend", "--box", box, "--steps", Integer.toString(part.steps()));
    }
    List<String> flags = new ArrayList<>(List.of("align", "--input", input, "--output", output));
    if (form instanceof Form.RandomTemplate random) {
      flags.addAll(List.of("--to", "random", "--seed", Long.toString(random.seed())));
    } else if (form instanceof Form.FieldTemplate field) {
      flags.addAll(List.of("--to", field.id()));
    } else if (form instanceof Form.Canonical canonical) {
      flags.addAll(List.of("--canonical", Json.lower(canonical.part())));
    }
    if (resume) {
      flags.add("--resume");
    }
    return List.copyOf(flags);
  }

  private static String box(int row, int column, int height, int width) {
    return "%d,%d,%d,%d".formatted(row, column, height, width);
  }

  private List<String> boxed(String command, String... more) {
    List<String> flags = new ArrayList<>(List.of(command, input));
    flags.addAll(List.of(more));
    flags.addAll(List.of("--output", output));
    if (resume) {
      flags.add("--resume");
    }
    return List.copyOf(flags);
  }
}
