package io.anchorage.jobs.fit;

import io.anchorage.UserException;
import io.anchorage.jobs.config.JobConfig;
import java.util.Locale;
import java.util.Objects;

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
