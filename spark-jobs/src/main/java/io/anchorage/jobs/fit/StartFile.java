package io.anchorage.jobs.fit;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.start.LearntStart;
import io.anchorage.fit.start.StartFamily;
import io.anchorage.format.Safetensors;
import io.anchorage.jobs.config.JobConfig;
import io.anchorage.jobs.storage.HadoopFiles;
import io.anchorage.jobs.storage.Sha256;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.TablePublisher;
import io.anchorage.jobs.table.manifest.SharedFile;
import io.anchorage.jobs.table.manifest.TableLayout;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * The learnt start of a table's fits: which one a request means, and what its file holds. A recipe
 * names it by the SHA-256 of its file; a table keeps the file, so that later runs need not be given
 * it.
 */
final class StartFile {
  private StartFile() {}

  /**
   * Completes a request: a recipe whose start is learnt but not named takes that of the given file,
   * or else that of the table which exists already.
   *
   * @throws UserException if no start is given, or another than the recipe names
   */
  static FitRequest named(FitRequest request, Configuration hadoop) {
    FitRecipe recipe = request.config().fit();
    Optional<StartFamily> family = recipe.family().family().adapter(StartFamily.class);
    if (family.isEmpty() || !family.get().isLearnt(recipe.family())) {
      requireNone(request, recipe, family.isPresent());
      return request;
    }
    if (recipe.repeats() > 1) {
      throw config(
          "fit.repeats is %d, but fits of one image from one learnt start are all the same: set it to 1"
              .formatted(recipe.repeats()));
    }
    String named = family.get().sha256(recipe.family());
    String found = request.start() == null ? ofTable(request, hadoop) : given(request, hadoop);
    if (found.isEmpty()) {
      throw config(
          "fit.family.initialisation is learnt, which needs a start%s: give its file with --start FILE; anchorage learn-start makes one"
              .formatted(named.isEmpty() ? "" : " of SHA-256 " + TableLayout.shortHash(named)));
    }
    if (request.start() != null && !named.isEmpty() && !named.equals(found)) {
      throw config(
          "fit.family.start is %s, but %s has SHA-256 %s (--start): give the file that the recipe names, or remove fit.family.start"
              .formatted(named, request.start(), found));
    }
    return named.isEmpty()
        ? request.withConfig(with(request.config(), family.get(), found))
        : request;
  }

  private static void requireNone(FitRequest request, FitRecipe recipe, boolean could) {
    if (request.start() == null) {
      return;
    }
    throw config(
        could
            ? "--start is for fits from a learnt start: set fit.family.initialisation to learnt, or leave --start out"
            : "--start is for families whose fits are one vector of parameters, and fit.family.kind is %s: leave it out"
                .formatted(recipe.family().kind()));
  }

  private static JobConfig with(JobConfig config, StartFamily family, String sha256) {
    FamilyConfig named = family.startingAt(config.fit().family(), sha256);
    return new JobConfig(
        config.source(), config.signal(), config.fit().withFamily(named), config.run());
  }

  private static String given(FitRequest request, Configuration hadoop) {
    return Sha256.of(read(request.start(), hadoop));
  }

  /** The start of the table at the request's output; empty if there is none. */
  private static String ofTable(FitRequest request, Configuration hadoop) {
    StorageFolder files = StorageFolder.at(request.output(), hadoop);
    SharedFile shared =
        TablePublisher.isTable(files) ? FieldTable.open(files).manifest().shared() : null;
    return shared == null ? "" : shared.sha256();
  }

  /**
   * The content of the start's file: the table's, else that of the given file.
   *
   * @param table null if it is yet to be made
   */
  static byte[] content(FitRequest request, FieldTable table, Configuration hadoop) {
    if (table == null) {
      return read(request.start(), hadoop);
    }
    if (request.start() != null) {
      table.requireShared("--start " + request.start(), read(request.start(), hadoop));
    }
    return table.sharedParameters();
  }

  /**
   * Decodes a start and compares it with the recipe.
   *
   * @param engine the name of the engine that will fit
   * @param name what to call the start in messages
   * @throws UserException if it is no start, or not one for this recipe and engine
   */
  static SharedParameters decode(byte[] content, FitRecipe recipe, String engine, String name) {
    try {
      SharedParameters shared = new SharedParameters(Safetensors.decode(content, name).tensors());
      LearntStart start = LearntStart.of(shared);
      if (start.hasStepSizes() && recipe.stop().steps() > start.stepSizes().length) {
        throw config(
            "fit.stop.steps is %d, but start %s has sizes for %d steps: lower fit.stop.steps, or learn a start with --steps %d"
                .formatted(
                    recipe.stop().steps(), name, start.stepSizes().length, recipe.stop().steps()));
      }
      if (start.hasStepSizes() && !LearntStart.isTakenBy(engine)) {
        throw new UserException(
            Kind.ENGINE,
            "Engine %s does not take the learnt step sizes of start %s: choose one of these engines: auto, scalar, vector"
                .formatted(engine, name));
      }
      return shared;
    } catch (IOException e) {
      throw new UserException(
          Kind.INPUT, "%s; give a file that learn-start wrote".formatted(e.getMessage()), e);
    } catch (IllegalArgumentException e) {
      throw new UserException(
          Kind.INPUT,
          "Start %s: %s; give a file that learn-start wrote".formatted(name, e.getMessage()),
          e);
    }
  }

  private static byte[] read(String path, Configuration hadoop) {
    try (InputStream in = new HadoopFiles(hadoop).open(path)) {
      return in.readAllBytes();
    } catch (FileNotFoundException e) {
      throw new UserException(
          Kind.INPUT, "Start file does not exist: %s (--start)".formatted(path), e);
    } catch (IOException | IllegalArgumentException e) {
      throw new UserException(
          Kind.INPUT,
          "Start file %s cannot be read: %s (--start)".formatted(path, e.getMessage()),
          e);
    }
  }

  private static UserException config(String message) {
    return new UserException(Kind.CONFIG, message);
  }
}
