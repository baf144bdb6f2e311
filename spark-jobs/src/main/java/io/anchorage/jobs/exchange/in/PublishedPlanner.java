package io.anchorage.jobs.exchange.in;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.PublishedFields;
import io.anchorage.field.PublishedFields.Common;
import io.anchorage.field.PublishedFields.Content;
import io.anchorage.format.Safetensors;
import io.anchorage.format.TensorFile;
import io.anchorage.jobs.config.JobConfigs;
import io.anchorage.jobs.config.Recipe;
import io.anchorage.jobs.exchange.in.InFormat.Published;
import io.anchorage.jobs.storage.HadoopFiles;
import io.anchorage.jobs.table.SharedContent;
import io.anchorage.jobs.table.manifest.TableSpec;
import io.anchorage.signal.Grid;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;

/** Looks at the files of a family's published code and says what becomes of them; on the driver. */
final class PublishedPlanner {
  private static final long MOST_OF_ONE = 1L << 28;
  private static final long MOST_OF_MANY = Integer.MAX_VALUE - 16L;

  private final ImportPlanner planner;
  private final HadoopFiles files;
  private final ImportRequest request;
  private final FileStatus input;
  private final FamilyConfig defaults;
  private final PublishedFields published;

  PublishedPlanner(ImportPlanner planner, Published format) {
    this.planner = planner;
    this.files = planner.files();
    this.request = planner.request();
    this.input = planner.input();
    this.defaults = format.defaults();
    this.published = PublishedReader.files(defaults);
  }

  ImportPlan plan() throws IOException {
    if (!published.oneFieldEach()) {
      List<ForeignFile> all = new ArrayList<>();
      for (ForeignFile file : input.isFile() ? List.of(ImportPlanner.foreign(input)) : children()) {
        if (published.holdsFields(file.path())) {
          all.add(file);
        }
      }
      return plan(all, null, all);
    }
    if (input.isFile()) {
      throw new UserException(
          Kind.INPUT, "%s is a file; give the folder of the dataset".formatted(request.input()));
    }
    JavaRDD<ForeignFile> found =
        FoundFiles.below(planner.spark(), files, input.getPath().toString(), new Named(defaults));
    return plan(null, found, found.take(8));
  }

  /** Files of fields by their names. */
  private record Named(FamilyConfig config) implements FileTest {
    @Override
    public boolean matches(String path) {
      return PublishedReader.files(config).holdsFields(path);
    }
  }

  private List<ForeignFile> children() throws IOException {
    List<ForeignFile> all = new ArrayList<>();
    for (FileStatus child : files.children(input.getPath())) {
      if (child.isFile()) {
        all.add(ImportPlanner.foreign(child));
      }
    }
    return all;
  }

  private ImportPlan plan(List<ForeignFile> all, JavaRDD<ForeignFile> found, List<ForeignFile> some)
      throws IOException {
    if (some.isEmpty()) {
      throw new UserException(
          Kind.INPUT,
          "%s holds no files that are named as those of %s are; see docs/formats/%s.md"
              .formatted(request.input(), request.format(), request.format()));
    }
    long most = published.oneFieldEach() ? MOST_OF_ONE : MOST_OF_MANY;
    Content shared = PublishedReader.content(files, shared(), MOST_OF_MANY);
    Common common = common(shared, some, most);
    Recipe recipe = recipe(common);
    FamilyConfig config = recipe.fit().family();
    TableSpec spec = TableSpec.of(config.family(), config, common.channels(), recipe.tree());
    Grid grid = grid(common, recipe);
    PublishedReader.Form form =
        new PublishedReader.Form(
            config,
            recipe.fit().repeats(),
            grid.extent(0),
            grid.extent(1),
            ImportPlanner.normalisation(recipe, common.channels()),
            planner.dataset(),
            recipe.fit().stop().steps(),
            recipe.fit().seed(),
            spec.recipeHash(),
            most);
    Map<String, String> about =
        Map.of("family", config.kind(), "seed", Long.toString(recipe.fit().seed()));
    byte[] content =
        Safetensors.encode(new TensorFile(common.shared().tensors(), new TreeMap<>(about)));
    return new ImportPlan(
        spec,
        SharedContent.decoder(content),
        common.shared(),
        planner.dataset(),
        planner.images() == null ? List.of() : planner.images().labelNames(),
        null,
        planner.imagesOnly(),
        recipe,
        new PublishedReader(
            form, planner.images() == null ? null : new ImageNames(planner.images())),
        all,
        found,
        published.decibels());
  }

  private Common common(Content shared, List<ForeignFile> some, long most) throws IOException {
    IOException why = null;
    for (ForeignFile file : some) {
      try {
        return published.common(shared, PublishedReader.content(files, file, most));
      } catch (IOException e) {
        why = why == null ? e : why;
      }
    }
    throw why;
  }

  private Recipe recipe(Common common) {
    List<String> settings = new ArrayList<>(common.settings());
    settings.addAll(request.settings());
    return Recipe.of(
        JobConfigs.parse(
            published.recipe(), "the recipe of " + request.format() + "'s files", settings));
  }

  /** The file of shared parameters: in the input, or beside it. */
  private ForeignFile shared() throws IOException {
    Path folder = input.isFile() ? input.getPath().getParent() : input.getPath();
    for (Path place : new Path[] {folder, folder.getParent()}) {
      if (place == null) {
        continue;
      }
      List<ForeignFile> here = new ArrayList<>();
      for (FileStatus child : files.named(place, published::isShared)) {
        if (child.isFile()) {
          here.add(ImportPlanner.foreign(child));
        }
      }
      if (here.size() > 1) {
        throw new UserException(
            Kind.INPUT,
            "%s holds several files of shared parameters, %s and %s; leave one"
                .formatted(place, here.get(0).path(), here.get(1).path()));
      }
      if (here.size() == 1) {
        return here.get(0);
      }
    }
    throw new UserException(
        Kind.INPUT,
        "The fields of %s need their shared parameters, which are neither in it nor beside it; copy the file there (docs/formats/%s.md)"
            .formatted(request.input(), request.format()));
  }

  /** What the files say, else what the user says, else that of the first image. */
  private Grid grid(Common common, Recipe recipe) {
    Optional<Grid> known = common.grid().or(() -> planner.size()).or(() -> planner.first(recipe));
    return known.orElseThrow(
        () ->
            new UserException(
                Kind.CONFIG,
                "Files of format %s do not say how large the images are: give them with --images, or --size 28x28"
                    .formatted(request.format())));
  }
}
