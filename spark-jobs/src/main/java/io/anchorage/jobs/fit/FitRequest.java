package io.anchorage.jobs.fit;

import io.anchorage.UserException;
import io.anchorage.jobs.config.JobConfig;
import io.anchorage.jobs.source.ItemRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What one {@code fit} is asked to do. Only {@code config} decides what a field is; the rest says
 * which images, where to, and how the work is cut.
 *
 * @param config the bound configuration
 * @param input any Hadoop path
 * @param output the field table: any Hadoop path
 * @param selection which images of the source
 * @param engine auto, scalar, vector, cuda or djl; null takes {@code run.engine}
 * @param partitions exactly this many tasks; 0 cuts tasks by cost
 * @param mode what to do with a table that exists
 * @param decoder a safetensors file with ARC's decoder; null learns it, or takes the table's
 */
public record FitRequest(
    JobConfig config,
    String input,
    String output,
    Selection selection,
    String engine,
    int partitions,
    Mode mode,
    String decoder) {

  /** What to do with the table at the output. */
  public enum Mode {
    /** Makes a new table; one that exists is an error. */
    CREATE,
    /** Continues a run that was cut short: fits what the table does not hold yet. */
    RESUME,
    /** Adds the images that the table does not hold; makes the table if there is none. */
    INCREMENTAL
  }

  /** Which splits to take. */
  public enum Split {
    TRAIN,
    TEST,
    ALL;

    /** The split of a flag's value: train, test or all. */
    public static Split of(String name) {
      for (Split split : values()) {
        if (split.flag().equals(name)) {
          return split;
        }
      }
      throw new UserException(
          UserException.Kind.CONFIG, "--split must be train, test or all: " + name);
    }

    /** The name in flags and rows. */
    public String flag() {
      return name().toLowerCase(Locale.ROOT);
    }

    boolean holds(String split) {
      return this == ALL || flag().equals(split);
    }
  }

  /**
   * Which images: first by split, then by index, then by id, then the first so many in the source's
   * order.
   *
   * @param first lowest index in its split, from 0
   * @param last highest index in its split, included
   * @param limit at most this many images
   * @param only images with these ids; empty for all
   */
  public record Selection(Split split, long first, long last, long limit, Set<String> only) {
    public Selection {
      Objects.requireNonNull(split, "split");
      only = Set.copyOf(only);
      if (first < 0 || last < first) {
        throw new UserException(
            UserException.Kind.CONFIG,
            "--ids must be A..B with 0 <= A <= B, both ends included: " + first + ".." + last);
      }
      if (limit < 1) {
        throw new UserException(UserException.Kind.CONFIG, "--limit must be at least 1: " + limit);
      }
    }

    public static Selection all() {
      return new Selection(Split.ALL, 0, Long.MAX_VALUE, Long.MAX_VALUE, Set.of());
    }

    public Selection withSplit(Split value) {
      return new Selection(value, first, last, limit, only);
    }

    public Selection withLimit(long value) {
      return new Selection(split, first, last, value, only);
    }

    /** Takes the images with index {@code from} to {@code to}, both ends included. */
    public Selection withIds(long from, long to) {
      return new Selection(split, from, to, limit, only);
    }

    /** Takes images with these ids only; empty for all. */
    public Selection withOnly(Set<String> ids) {
      return new Selection(split, first, last, limit, ids);
    }

    boolean holds(ItemRef item) {
      return split.holds(item.split())
          && item.index() >= first
          && item.index() <= last
          && (only.isEmpty() || only.contains(item.id()));
    }

    /**
     * The same images where each is several items.
     *
     * @param items of an image, by its id; of each image as many
     */
    public Selection of(Function<String, List<String>> items) {
      int each = items.apply("").size();
      boolean all = limit > Long.MAX_VALUE / each;
      Set<String> ids =
          only.stream().flatMap(id -> items.apply(id).stream()).collect(Collectors.toSet());
      return new Selection(split, first, last, all ? Long.MAX_VALUE : limit * each, ids);
    }

    /** The selection as flags would say it; empty if it takes everything. */
    String words() {
      List<String> words = new ArrayList<>();
      if (split != Split.ALL) {
        words.add("split " + split.flag());
      }
      if (first > 0 || last < Long.MAX_VALUE) {
        words.add("ids " + first + ".." + last);
      }
      if (limit < Long.MAX_VALUE) {
        words.add("limit " + limit);
      }
      if (!only.isEmpty()) {
        words.add(only.size() + " drawn by id");
      }
      return String.join(", ", words);
    }

    /** Takes the index range of a flag's value, {@code A..B}, both ends included. */
    public Selection withIds(String range) {
      String[] ends = range.split("\\.\\.", -1);
      try {
        if (ends.length == 2) {
          return withIds(Long.parseLong(ends[0].strip()), Long.parseLong(ends[1].strip()));
        }
      } catch (NumberFormatException e) {
        // told below, with the value as it was given
      }
      throw new UserException(
          UserException.Kind.CONFIG,
          "--ids must be A..B, an index range with both ends included, such as 0..999: " + range);
    }
  }

  public FitRequest {
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(output, "output");
    Objects.requireNonNull(selection, "selection");
    Objects.requireNonNull(mode, "mode");
    if (partitions < 0) {
      throw new UserException(
          UserException.Kind.CONFIG, "--partitions must be at least 1: " + partitions);
    }
  }

  /** All images into a new table, tasks cut by cost, the config's engine. */
  public static FitRequest of(JobConfig config, String input, String output) {
    return new FitRequest(config, input, output, Selection.all(), null, 0, Mode.CREATE, null);
  }

  public FitRequest withSelection(Selection value) {
    return new FitRequest(config, input, output, value, engine, partitions, mode, decoder);
  }

  public FitRequest withEngine(String value) {
    return new FitRequest(config, input, output, selection, value, partitions, mode, decoder);
  }

  public FitRequest withPartitions(int value) {
    return new FitRequest(config, input, output, selection, engine, value, mode, decoder);
  }

  public FitRequest withMode(Mode value) {
    return new FitRequest(config, input, output, selection, engine, partitions, value, decoder);
  }

  public FitRequest withDecoder(String value) {
    return new FitRequest(config, input, output, selection, engine, partitions, mode, value);
  }

  /** The request as flags, for a table's provenance. The config stands there as the recipe. */
  List<String> arguments(FitSubject subject) {
    List<String> flags =
        new ArrayList<>(List.of(subject.command(), "--input", input, "--output", output));
    flags.addAll(subject.flags());
    flags.addAll(List.of("--split", selection.split().flag()));
    if (selection.first() > 0 || selection.last() < Long.MAX_VALUE) {
      flags.addAll(List.of("--ids", selection.first() + ".." + selection.last()));
    }
    if (selection.limit() < Long.MAX_VALUE) {
      flags.addAll(List.of("--limit", Long.toString(selection.limit())));
    }
    flags.addAll(List.of("--engine", engineName()));
    if (partitions > 0) {
      flags.addAll(List.of("--partitions", Integer.toString(partitions)));
    }
    if (decoder != null) {
      flags.addAll(List.of("--decoder", decoder));
    }
    if (mode != Mode.CREATE) {
      flags.add("--" + mode.name().toLowerCase(Locale.ROOT));
    }
    return List.copyOf(flags);
  }

  /** The engine asked for: the flag's, else the config's. */
  public String engineName() {
    return engine == null ? config.run().engine() : engine;
  }
}
