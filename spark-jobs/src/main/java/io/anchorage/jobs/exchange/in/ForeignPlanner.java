package io.anchorage.jobs.exchange.in;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.field.Column;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.LayoutEntry;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.Engines;
import io.anchorage.jobs.config.JobConfigs;
import io.anchorage.jobs.config.Recipe;
import io.anchorage.jobs.exchange.in.InFormat.Described;
import io.anchorage.jobs.table.SharedContent;
import io.anchorage.jobs.table.manifest.TableSpec;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.SignalConfig.ValueRange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at files of arrays whose fields a recipe of the user's describes; on the driver. */
final class ForeignPlanner {
  /** The numbers of channels that are tried, the most frequent first. */
  private static final List<Integer> CHANNELS = List.of(1, 3, 2, 4);

  private final ImportPlanner planner;
  private final ImportRequest request;
  private final Described format;

  ForeignPlanner(ImportPlanner planner, Described format) {
    this.planner = planner;
    this.request = planner.request();
    this.format = format;
  }

  ImportPlan plan() throws IOException {
    Recipe recipe = Recipe.of(JobConfigs.load(Path.of(request.config()), request.settings()));
    FamilyConfig config = recipe.fit().family();
    requireFlat(recipe);
    List<ForeignFile> all = planner.files(format);
    ArrayNames names = ArrayNames.of(request.arrays(), known(config));
    int channels = channels(config, names, all.get(0));
    TableSpec spec = TableSpec.of(config.family(), config, channels, recipe.tree());
    Optional<Grid> grid = planner.size().or(() -> planner.first(recipe));
    ForeignFields.Form form =
        new ForeignFields.Form(
            config,
            names,
            channels,
            grid.map(g -> g.extent(0)).orElse(0),
            grid.map(g -> g.extent(1)).orElse(0),
            normalisation(recipe, channels),
            planner.dataset(),
            recipe.fit().stop().steps(),
            recipe.fit().seed(),
            spec.recipeHash(),
            all.size() == 1);
    requireReadable(form, all.get(0));
    return new ImportPlan(
        spec,
        SharedContent.none(),
        SharedParameters.none(),
        planner.dataset(),
        List.of(),
        null,
        planner.imagesOnly(),
        recipe,
        new ForeignFields(format.format(), form),
        all,
        null,
        0);
  }

  private static void requireFlat(Recipe recipe) {
    if (Engines.preparation(recipe.fit(), Engines.open("scalar")).isPresent()) {
      throw new UserException(
          Kind.CONFIG,
          "Fields of %s need shared parameters, which foreign files of arrays do not hold: import files that export wrote, or the family's own format"
              .formatted(recipe.fit().family().kind()));
    }
  }

  /** What arrays may hold. */
  private static List<String> known(FamilyConfig config) {
    List<String> known = new ArrayList<>(ForeignFields.BESIDE);
    config.family().columns().forEach(column -> known.add(column.name()));
    for (LayoutEntry entry : config.family().layout(config, 1)) {
      String generic = entry.name().replaceAll("\\d+$", "{l}");
      if (!known.contains(generic)) {
        known.add(generic);
      }
    }
    return known;
  }

  /** The number of channels under which the first field has as many numbers as it has. */
  private int channels(FamilyConfig config, ArrayNames names, ForeignFile first)
      throws IOException {
    IOException why = null;
    List<String> wanted = new ArrayList<>();
    for (int channels : CHANNELS) {
      List<LayoutEntry> layout = config.family().layout(config, channels);
      try (ForeignArrays arrays =
          new ForeignArrays(format.format(), planner.files(), first, config, names, channels)) {
        if (!arrays.next()) {
          throw new IOException(
              "%s holds no fields, or none of the arrays %s: name them with --array COLUMN=NAME"
                  .formatted(first.path(), String.join(", ", known(config))));
        }
        boolean fits = true;
        for (Column column : config.family().columns()) {
          int length = ForeignArrays.length(column.name(), layout);
          fits &= arrays.parameters(column.name(), layout, first.path()).length == length;
          wanted.add("%d for %d".formatted(length, channels));
        }
        if (fits) {
          return channels;
        }
      } catch (IOException e) {
        why = why == null ? e : why;
      }
    }
    if (why != null) {
      throw why;
    }
    throw new IOException(
        "%s has fields of another number of parameters than the recipe: %s channels"
            .formatted(first.path(), String.join(", ", wanted)));
  }

  private static Normalisation normalisation(Recipe recipe, int channels) {
    return recipe.signal().values() == ValueRange.STANDARDISED_IMAGE
        ? null
        : ImportPlanner.normalisation(recipe, channels);
  }

  /** Reads the first field as the tasks will. */
  private void requireReadable(ForeignFields.Form form, ForeignFile first) throws IOException {
    try (ForeignArrays arrays =
        new ForeignArrays(
            format.format(),
            planner.files(),
            first,
            form.config(),
            form.names(),
            form.channels())) {
      arrays.next();
      if (form.height() == 0 && arrays.whole("height", 0) == 0) {
        throw new UserException(
            Kind.CONFIG,
            "%s does not say how large the images are: give --images, --size 28x28, or arrays height and width"
                .formatted(first.path()));
      }
      if (form.normalisation() == null && arrays.floats("normalisation_offset") == null) {
        throw new UserException(
            Kind.CONFIG,
            "signal.values standardised-image needs arrays normalisation_offset and normalisation_scale, [fields, channels], in %s"
                .formatted(first.path()));
      }
    }
  }
}
