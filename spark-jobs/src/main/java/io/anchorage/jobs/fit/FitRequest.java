package io.anchorage.jobs.fit;

import io.anchorage.UserException;
import io.anchorage.jobs.config.JobConfig;
import io.anchorage.jobs.source.ItemRef;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A request to {@code fit}. Only {@code config} determines the content of a field; the other
 * components say which images to fit, where to write, and how to divide the work.
 *
 * @param config the bound configuration
 * @param input path of the dataset, on any Hadoop file system
 * @param output path of the field table, on any Hadoop file system
 * @param selection which images of the source
 * @param engine auto, scalar, vector, cuda or djl; null uses {@code run.engine}
 * @param partitions exactly this many tasks; 0 cuts tasks by cost
 * @param mode what to do with an existing table
 * @param retryFailures whether failures whose files have not changed are tried again, too
 * @param prune whether rows of images that the dataset no longer has are taken out
 * @param decoder a safetensors file with ARC's decoder; null learns one, or uses the table's
 * @param start a safetensors file with a learnt start; null uses the table's
 */
public record FitRequest(
    JobConfig config,
    String input,
    String output,
    Selection selection,
    String engine,
    int partitions,
    Mode mode,
    boolean retryFailures,
    boolean prune,
    String decoder,
    String start) {

  /** What to do with a table at the output path. */
  public enum Mode {
    /** Creates a new table; an existing one is an error. */
    CREATE,
    /** Continues an interrupted run: fits what the table does not hold yet. */
    RESUME,
    /** Adds the images that the table does not hold; creates the table if there is none. */
    INCREMENTAL,
    /** Sets damaged shards of a table aside, and adds the images that the table does not hold. */
    REPAIR
  }

  /** Which splits to take. */
  public enum Split {
    TRAIN,
    TEST,
    ALL;

    /** Parses a flag's value: train, test or all. */
    public static Split of(String name) {
      for (Split split : values()) {
        if (split.flag().equals(name)) {
          return split;
        }
      }
      throw new UserException(
          UserException.Kind.CONFIG, "--split must be train, test or all: " + name);
    }

    /** Returns the name used in flags and rows. */
    public String flag() {
      return name().toLowerCase(Locale.ROOT);
    }

    public boolean holds(String split) {
      return this == ALL || flag().equals(split);
    }
  }

  /**
   * Which images to fit: filtered by split, then by index, then by id, and finally limited to the
   * first {@code limit} images in the source's order.
   *
   * @param first lowest index in its split, from 0
   * @param last highest index in its split, inclusive
   * @param limit maximum number of images
   * @param only ids to include; empty for all
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

    /** Selects the images with indices {@code from} to {@code to}, both inclusive. */
    public Selection withIds(long from, long to) {
      return new Selection(split, from, to, limit, only);
    }

    /** Selects only images with these ids; empty selects all. */
    public Selection withOnly(Set<String> ids) {
      return new Selection(split, first, last, limit, ids);
    }

    boolean holds(ItemRef item) {
      return split.holds(item.split())
          && item.index() >= first
          && item.index() <= last
          && (only.isEmpty() || only.contains(item.id()));
    }

    /** Returns the selected ones of a source's items. */
    Iterator<ItemRef> from(Iterator<ItemRef> items) {
      return StreamSupport.stream(
              Spliterators.spliteratorUnknownSize(items, Spliterator.ORDERED), false)
          .filter(this::holds)
          .limit(limit)
          .iterator();
    }

    /**
     * Returns the same selection for a subject that makes several items of each image.
     *
     * @param items the items of an image, by its id; the same number for every image
     */
    public Selection of(Function<String, List<String>> items) {
      int each = items.apply("").size();
      boolean all = limit > Long.MAX_VALUE / each;
      Set<String> ids =
          only.stream().flatMap(id -> items.apply(id).stream()).collect(Collectors.toSet());
      return new Selection(split, first, last, all ? Long.MAX_VALUE : limit * each, ids);
    }

    /** Returns the selection as flags; empty if it includes everything. */
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

    /** Selects the index range given by a flag's value, {@code A..B}, both ends inclusive. */
    public Selection withIds(String range) {
      String[] ends = range.split("\\.\\.", -1);
      try {
        if (ends.length == 2) {
          return withIds(Long.parseLong(ends[0].strip()), Long.parseLong(ends[1].strip()));
        }
      } catch (NumberFormatException e) {
        // reported below, with the value as given
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
    if (prune && !selection.equals(Selection.all())) {
      throw new UserException(
          UserException.Kind.CONFIG,
          "--prune compares the table with the whole dataset: leave out --split, --ids and --limit");
    }
  }

  /** Requests all images into a new table, with tasks cut by cost and the config's engine. */
  public static FitRequest of(JobConfig config, String input, String output) {
    return new FitRequest(
        config, input, output, Selection.all(), null, 0, Mode.CREATE, false, false, null, null);
  }

  public FitRequest withSelection(Selection value) {
    return new FitRequest(
        config,
        input,
        output,
        value,
        engine,
        partitions,
        mode,
        retryFailures,
        prune,
        decoder,
        start);
  }

  public FitRequest withEngine(String value) {
    return new FitRequest(
        config,
        input,
        output,
        selection,
        value,
        partitions,
        mode,
        retryFailures,
        prune,
        decoder,
        start);
  }

  public FitRequest withPartitions(int value) {
    return new FitRequest(
        config,
        input,
        output,
        selection,
        engine,
        value,
        mode,
        retryFailures,
        prune,
        decoder,
        start);
  }

  public FitRequest withMode(Mode value) {
    return new FitRequest(
        config,
        input,
        output,
        selection,
        engine,
        partitions,
        value,
        retryFailures,
        prune,
        decoder,
        start);
  }

  public FitRequest withRetryFailures(boolean value) {
    return new FitRequest(
        config, input, output, selection, engine, partitions, mode, value, prune, decoder, start);
  }

  public FitRequest withPrune(boolean value) {
    return new FitRequest(
        config,
        input,
        output,
        selection,
        engine,
        partitions,
        mode,
        retryFailures,
        value,
        decoder,
        start);
  }

  public FitRequest withDecoder(String value) {
    return new FitRequest(
        config,
        input,
        output,
        selection,
        engine,
        partitions,
        mode,
        retryFailures,
        prune,
        value,
        start);
  }

  public FitRequest withStart(String value) {
    return new FitRequest(
        config,
        input,
        output,
        selection,
        engine,
        partitions,
        mode,
        retryFailures,
        prune,
        decoder,
        value);
  }

  /** Returns the same request with another config. */
  FitRequest withConfig(JobConfig value) {
    return new FitRequest(
        value,
        input,
        output,
        selection,
        engine,
        partitions,
        mode,
        retryFailures,
        prune,
        decoder,
        start);
  }

  /** Returns the requested engine: the flag's, else the config's. */
  public String engineName() {
    return engine == null ? config.run().engine() : engine;
  }
}
