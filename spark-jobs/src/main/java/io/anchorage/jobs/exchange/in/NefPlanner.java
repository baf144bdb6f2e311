package io.anchorage.jobs.exchange.in;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.SharedParameters;
import io.anchorage.jobs.config.Recipe;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.storage.HadoopFiles;
import io.anchorage.jobs.storage.Json;
import io.anchorage.jobs.table.SharedContent;
import io.anchorage.jobs.table.manifest.TableSpec;
import io.anchorage.signal.Grid;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Looks at a folder of fit-a-nef's and says what becomes of it; on the driver. */
final class NefPlanner {
  private static final int DECIBELS = 20;

  private final ImportPlanner planner;
  private final HadoopFiles files;
  private final ImportRequest request;
  private final ImageSource images;
  private final FileStatus input;

  NefPlanner(ImportPlanner planner) {
    this.planner = planner;
    this.files = planner.files();
    this.request = planner.request();
    this.images = planner.images();
    this.input = planner.input();
  }

  ImportPlan plan() throws IOException {
    List<ForeignFile> all = all();
    NefFile.Shape shape = NefFile.shape(files, all.get(0));
    JsonNode config =
        beside("cfg.json", "the images' dataset: {\"dataset\": {\"name\": \"MNIST\"}}");
    NefSet set = set(config.path("dataset").path("name").asText(), shape);
    Recipe recipe = recipe(shape, config);
    FamilyConfig family = recipe.fit().family();
    TableSpec spec = TableSpec.of(family.family(), family, shape.outputs(), recipe.tree());
    String dataset =
        images != null
            ? images.dataset()
            : set == null ? config.path("dataset").path("name").asText() : set.dataset();
    NefFields.Form form =
        new NefFields.Form(
            shape,
            set,
            dataset,
            spec.family(),
            spec.parameterColumns().get(0),
            recipe.fit().stop().steps(),
            recipe.fit().seed(),
            spec.recipeHash());
    return new ImportPlan(
        spec,
        SharedContent.none(),
        SharedParameters.none(),
        dataset,
        List.of(),
        null,
        ImportPlanner.images(files, request),
        recipe,
        new NefFields(form),
        all,
        null,
        DECIBELS);
  }

  private List<ForeignFile> all() throws IOException {
    List<ForeignFile> all = new ArrayList<>();
    for (FileStatus child : input.isFile() ? List.of(input) : files.children(input.getPath())) {
      if (child.isFile() && NefFile.NAME.matcher(child.getPath().getName()).matches()) {
        all.add(ImportPlanner.foreign(child));
      }
    }
    if (all.isEmpty()) {
      throw new UserException(
          Kind.INPUT,
          "%s holds no files nefs_START-END.hdf5, as fit-a-nef names them; give the folder of one dataset and one kind of network"
              .formatted(request.input()));
    }
    all.sort(Comparator.comparingLong(NefFile::start));
    return all;
  }

  private JsonNode beside(String name, String what) throws IOException {
    Path folder = input.isFile() ? input.getPath().getParent() : input.getPath();
    String path = new Path(folder, name).toString();
    try (InputStream in = files.open(path)) {
      return Json.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (FileNotFoundException e) {
      throw new UserException(
          Kind.INPUT, "%s is missing, which says %s; write it".formatted(path, what), e);
    } catch (JsonProcessingException e) {
      throw new UserException(Kind.INPUT, path + " is no JSON; write it anew", e);
    }
  }

  /** The dataset that decides what an index means; null if the files say it themselves. */
  private NefSet set(String name, NefFile.Shape shape) {
    if (shape.described()) {
      return null;
    }
    NefSet set =
        NefSet.named(name)
            .orElseThrow(
                () ->
                    new UserException(
                        Kind.INPUT,
                        "cfg.json says dataset.name %s; what indices mean is known of %s"
                            .formatted(name, NefSet.names())));
    if (set.mean().size() != shape.outputs()) {
      throw new UserException(
          Kind.INPUT,
          "cfg.json says dataset.name %s, whose images have %d channels, but the networks have %d outputs"
              .formatted(name, set.mean().size(), shape.outputs()));
    }
    Grid grid = planner.size().orElse(Grid.image(set.side(), set.side()));
    if (grid.extent(0) != grid.extent(1)) {
      throw new UserException(
          Kind.CONFIG, "--size must be a square for fit-a-nef, whose images are squares");
    }
    return set.with(request.splits(), grid.extent(0));
  }

  private Recipe recipe(NefFile.Shape shape, JsonNode config) throws IOException {
    JsonNode nef =
        beside("nef.json", "omega: {\"name\": \"SIREN\", \"params\": {\"omega_0\": 8.0}}");
    if (!nef.path("name").asText().equals("SIREN") || !nef.at("/params/omega_0").isNumber()) {
      throw new UserException(
          Kind.INPUT,
          "nef.json says name %s, omega_0 %s; SIRENs with a number are read"
              .formatted(nef.path("name"), nef.at("/params/omega_0")));
    }
    List<String> settings = new ArrayList<>();
    settings.add("fit.family.width=" + shape.width());
    settings.add("fit.family.depth=" + shape.depth());
    settings.add("fit.family.omega=" + nef.at("/params/omega_0").asDouble());
    if (config.at("/train/num_steps").isInt()) {
      settings.add("fit.stop.steps=" + config.at("/train/num_steps").asInt());
    }
    if (config.at("/train/fixed_init").isBoolean()) {
      boolean shared = config.at("/train/fixed_init").asBoolean();
      settings.add("fit.family.initialisation=" + (shared ? "shared" : "per-image"));
    }
    settings.addAll(request.settings());
    return ImportPlanner.published("fit-a-nef", settings);
  }
}
