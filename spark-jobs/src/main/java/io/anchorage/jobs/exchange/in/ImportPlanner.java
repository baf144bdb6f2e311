package io.anchorage.jobs.exchange.in;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.config.ConfigDump;
import io.anchorage.config.Kinds;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.SharedParameters;
import io.anchorage.format.Safetensors;
import io.anchorage.jobs.config.JobConfigs;
import io.anchorage.jobs.config.Recipe;
import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.jobs.exchange.FieldForm;
import io.anchorage.jobs.exchange.in.InFormat.Contract;
import io.anchorage.jobs.exchange.in.InFormat.Described;
import io.anchorage.jobs.exchange.in.InFormat.Nefs;
import io.anchorage.jobs.exchange.in.InFormat.Published;
import io.anchorage.jobs.exchange.in.InFormat.StateDicts;
import io.anchorage.jobs.exchange.out.ExportJob;
import io.anchorage.jobs.fit.Signals;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.SourceImage;
import io.anchorage.jobs.storage.ErrorText;
import io.anchorage.jobs.storage.HadoopFiles;
import io.anchorage.jobs.storage.Json;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.SharedContent;
import io.anchorage.jobs.table.manifest.Manifest;
import io.anchorage.jobs.table.manifest.RunEntry;
import io.anchorage.jobs.table.manifest.RunSource;
import io.anchorage.jobs.table.manifest.TableOrigin;
import io.anchorage.jobs.table.manifest.TableSpec;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.Raster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Looks at an input and says what becomes of it; on the driver.
 *
 * <p>Over 300 lines, because what export wrote and state dictionaries are planned step by step, and
 * the planners of the other formats use the same steps.
 */
final class ImportPlanner {
  private static final int GREY_SIDE = 28;
  private static final int COLOUR_SIDE = 32;
  private static final long GREY_TRAIN = 60_000;
  private static final long COLOUR_TRAIN = 50_000;
  private static final long VAL_FROM = 45_000;
  private static final long TEST_FROM = 50_000;

  /** ImageNet's mean and deviation, by which pixels of red, green and blue are standardised. */
  private static final Normalisation IMAGENET =
      new Normalisation(List.of(0.485f, 0.456f, 0.406f), List.of(0.229f, 0.224f, 0.225f));

  private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,4})x([1-9]\\d{0,4})");

  private final JavaSparkContext spark;
  private final HadoopFiles files;
  private final ImportRequest request;
  private final ImageSource images;
  private final FileStatus input;

  /**
   * Prepares to look at a request's input.
   *
   * @param images the images to compare the fields with; null for none
   */
  ImportPlanner(JavaSparkContext spark, ImportRequest request, ImageSource images) {
    this.spark = spark;
    this.files = new HadoopFiles(spark.hadoopConfiguration());
    this.request = request;
    this.images = images;
    this.input = files.input(request.input());
  }

  /** Looks at the input. */
  ImportPlan plan() {
    InFormat format = InFormats.named(request.format());
    try {
      if (format instanceof Published published) {
        return new PublishedPlanner(this, published).plan();
      }
      if (format instanceof Nefs) {
        return new NefPlanner(this).plan();
      }
      if (format instanceof Described described) {
        return request.config().isEmpty()
            ? described(described)
            : new ForeignPlanner(this, described).plan();
      }
      return stateDicts((StateDicts) format);
    } catch (IOException e) {
      throw new UserException(
          Kind.INPUT,
          "Cannot read %s: %s; check the path and --format"
              .formatted(request.input(), ErrorText.firstLine(e)),
          e);
    }
  }

  private ImportPlan described(Described format) throws IOException {
    if (!request.settings().isEmpty()) {
      throw new UserException(
          Kind.CONFIG,
          "--set changes the contract of a published format, or of --config; leave it out");
    }
    List<ForeignFile> all = files(format);
    Manifest table =
        DescribedFields.table(format.format(), files, all.get(0))
            .orElseThrow(
                () ->
                    new UserException(
                        Kind.INPUT,
                        "%s does not say what its fields are (no %s); give files that export wrote, or a recipe with --config FILE (docs/formats/arrays.md)"
                            .formatted(all.get(0).path(), FieldForm.TABLE)));
    SharedContent shared = SharedContent.none();
    SharedParameters parameters = SharedParameters.none();
    if (table.shared() != null) {
      byte[] content = shared(all.get(0), table);
      shared = SharedContent.of(table.shared(), content);
      parameters =
          new SharedParameters(Safetensors.decode(content, table.shared().path()).tensors());
    }
    List<RunEntry> runs = table.runs();
    RunSource source =
        runs.isEmpty() ? RunSource.of("", "", Map.of()) : runs.get(runs.size() - 1).source();
    return new ImportPlan(
        table.spec(),
        shared,
        parameters,
        table.dataset(),
        table.labelNames(),
        new TableOrigin(input.getPath().toString(), table.tableId(), table.spec().recipeHash()),
        source(source),
        images == null
            ? null
            : Recipe.parse(table.spec().recipeJson(), "the recipe in " + all.get(0).path()),
        new DescribedFields(format.format(), new FieldForm(table, 1)),
        all,
        null,
        0);
  }

  private byte[] shared(ForeignFile beside, Manifest table) throws IOException {
    Path folder = new Path(beside.location()).getParent();
    String path = new Path(folder, table.shared().path()).toString();
    byte[] content;
    try (InputStream in = files.open(path)) {
      content = in.readAllBytes();
    } catch (IOException e) {
      throw new UserException(
          Kind.INPUT,
          "The fields need %s, which is not beside them; copy it there from the export"
              .formatted(path),
          e);
    }
    String actual = Safetensors.sha256(content);
    if (!actual.equals(table.shared().sha256())) {
      throw new UserException(
          Kind.INPUT, "%s is not the file that the fields were made with".formatted(path));
    }
    return content;
  }

  /** The files of many fields: one, those that {@code export.json} lists, or all in a folder. */
  List<ForeignFile> files(Described format) throws IOException {
    if (input.isFile()) {
      return List.of(foreign(input));
    }
    Set<String> listed = listed();
    List<ForeignFile> all = new ArrayList<>();
    for (FileStatus child : files.children(input.getPath())) {
      String name = child.getPath().getName();
      if (child.isFile()
          && (listed.isEmpty() ? name.endsWith(format.suffix()) : listed.contains(name))) {
        all.add(foreign(child));
      }
    }
    for (String name : listed) {
      if (all.stream().noneMatch(file -> file.path().equals(name))) {
        throw new UserException(
            Kind.INPUT,
            "%s is missing in %s, whose %s lists it; copy it there from the export"
                .formatted(name, input.getPath(), ExportJob.DONE));
      }
    }
    if (all.isEmpty()) {
      throw new UserException(
          Kind.INPUT,
          "%s holds no files %s; give a file, or a folder of them"
              .formatted(request.input(), format.suffix()));
    }
    return all;
  }

  private Set<String> listed() throws IOException {
    StorageFolder folder =
        StorageFolder.at(input.getPath().toString(), spark.hadoopConfiguration());
    Set<String> names = new HashSet<>();
    if (folder.exists(ExportJob.DONE)) {
      JsonNode tree = Json.read(new String(folder.read(ExportJob.DONE), StandardCharsets.UTF_8));
      tree.path("files").forEach(file -> names.add(file.path("path").asText()));
    }
    return names;
  }

  static ForeignFile foreign(FileStatus file) {
    return new ForeignFile(
        file.getPath().getName(),
        file.getPath().toString(),
        file.getLen(),
        file.getModificationTime());
  }

  private ImportPlan stateDicts(StateDicts format) throws IOException {
    if (input.isFile()) {
      throw new UserException(
          Kind.INPUT, "%s is a file; give the folder of the dataset".formatted(request.input()));
    }
    String root = input.getPath().toString();
    for (Contract contract : format.contracts()) {
      JavaRDD<ForeignFile> found = FoundFiles.below(spark, files, root, contract.set()::matches);
      List<ForeignFile> some = found.take(8);
      if (!some.isEmpty()) {
        return stateDicts(format, contract, found, some);
      }
    }
    throw new UserException(
        Kind.INPUT,
        "%s holds no files that are named as %s names them; see docs/formats/state-dicts.md"
            .formatted(request.input(), format.name()));
  }

  private ImportPlan stateDicts(
      StateDicts format, Contract contract, JavaRDD<ForeignFile> found, List<ForeignFile> some)
      throws IOException {
    StateDict network = firstNetwork(format, some);
    Recipe recipe = recipe(contract, network);
    FamilyConfig config = recipe.fit().family();
    int channels = network.outputs();
    TableSpec spec = TableSpec.of(config.family(), config, channels, recipe.tree());
    boolean grey = channels == 1;
    int side = grey ? GREY_SIDE : COLOUR_SIDE;
    ImportSplits splits = request.splits();
    Grid grid = size().orElse(Grid.image(side, side));
    StateDictFields.Form form =
        new StateDictFields.Form(
            contract.set(),
            new StateDictSet.Sizes(
                grey ? GREY_TRAIN : COLOUR_TRAIN,
                splits.valFrom() < 0 ? VAL_FROM : splits.valFrom(),
                splits.testFrom() < 0 ? TEST_FROM : splits.testFrom()),
            format.inside(),
            network.sizes(),
            grid.extent(0),
            grid.extent(1),
            normalisation(recipe, channels),
            dataset(),
            spec.family(),
            spec.parameterColumns().get(0),
            recipe.fit().stop().steps(),
            recipe.fit().seed(),
            spec.recipeHash(),
            contract.saysPsnr() ? new PsnrFiles() : null);
    return new ImportPlan(
        spec,
        SharedContent.none(),
        SharedParameters.none(),
        dataset(),
        List.of(),
        null,
        imagesOnly(),
        recipe,
        new StateDictFields(form, splits()),
        null,
        found,
        contract.decibels());
  }

  private StateDict firstNetwork(StateDicts format, List<ForeignFile> some) throws IOException {
    IOException why = null;
    for (ForeignFile file : some) {
      try {
        return StateDictFields.network(files, file, format.inside());
      } catch (IOException e) {
        why = why == null ? e : why;
      }
    }
    throw why;
  }

  /** The format's recipe with the sizes of its networks, and what the user changes of it. */
  private Recipe recipe(Contract contract, StateDict network) throws IOException {
    List<String> settings = new ArrayList<>();
    settings.add("fit.family.width=" + network.layers().get(0).out());
    settings.add("fit.family.depth=" + (network.layers().size() - 1));
    settings.addAll(request.settings());
    Recipe recipe = published(contract.recipe(), settings);
    FamilyConfig config = recipe.fit().family();
    List<String> wanted = new ArrayList<>();
    TableSpec.of(config.family(), config, network.outputs(), recipe.tree())
        .layout()
        .forEach(entry -> wanted.add(entry.path("shape").toString()));
    List<String> there = new ArrayList<>();
    network
        .layers()
        .forEach(
            layer -> {
              there.add("[%d,%d]".formatted(layer.in(), layer.out()));
              there.add("[%d]".formatted(layer.out()));
            });
    if (!wanted.equals(there)) {
      throw new UserException(
          Kind.INPUT,
          "%s holds networks %s, which are not such as its contract says"
              .formatted(request.input(), network.sizes()));
    }
    return recipe;
  }

  /**
   * A published contract, which is a recipe beside this class.
   *
   * @param settings that change it, in their order
   */
  static Recipe published(String contract, List<String> settings) throws IOException {
    String name = contract + ".yaml";
    try (InputStream in = ImportPlanner.class.getResourceAsStream(name)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Recipe.of(JobConfigs.parse(text, "the contract " + name, settings));
    }
  }

  static Normalisation normalisation(Recipe recipe, int channels) {
    return switch (recipe.signal().values()) {
      case SYMMETRIC -> Normalisation.symmetric(channels);
      case STANDARDISED_DATASET ->
          channels == IMAGENET.channels() ? IMAGENET : Normalisation.unit(channels);
      default -> Normalisation.unit(channels);
    };
  }

  /** The file of splits in the folder or the one above it; null if there is none. */
  private SplitFile splits() throws IOException {
    for (Path folder : new Path[] {input.getPath(), input.getPath().getParent()}) {
      if (folder == null) {
        continue;
      }
      List<FileStatus> found = files.named(folder, name -> name.endsWith("splits.json"));
      if (found.size() > 1) {
        throw new UserException(
            Kind.INPUT,
            "%s holds several files of splits, %s and %s; leave one"
                .formatted(
                    folder, found.get(0).getPath().getName(), found.get(1).getPath().getName()));
      }
      if (found.size() == 1) {
        return new SplitFile(found.get(0).getPath().toString());
      }
    }
    return null;
  }

  JavaSparkContext spark() {
    return spark;
  }

  HadoopFiles files() {
    return files;
  }

  ImportRequest request() {
    return request;
  }

  /** The images to compare the fields with; null for none. */
  ImageSource images() {
    return images;
  }

  FileStatus input() {
    return input;
  }

  /** The images' dataset, or what the input is called. */
  String dataset() {
    if (images != null) {
      return images.dataset();
    }
    return input.isFile() ? foreign(input).stem() : input.getPath().getName();
  }

  /** The size of the images as the user says it. */
  Optional<Grid> size() {
    if (request.size().isEmpty()) {
      return Optional.empty();
    }
    Matcher size = SIZE.matcher(request.size());
    if (!size.matches()) {
      throw new UserException(
          Kind.CONFIG,
          "--size must be HEIGHTxWIDTH in pixels, such as 28x28: %s".formatted(request.size()));
    }
    return Optional.of(
        Grid.image(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2))));
  }

  /** The size of the first image that can be read, under a recipe. */
  Optional<Grid> first(Recipe recipe) {
    if (images == null) {
      return Optional.empty();
    }
    Signals signals = Signals.of(recipe, Map.of(), SourceConfig.defaults().channels());
    Iterator<ItemRef> items = images.items();
    while (items.hasNext()) {
      Iterator<SourceImage> read = images.read(List.of(items.next()));
      while (read.hasNext()) {
        if (read.next() instanceof SourceImage.Decoded image) {
          try {
            Raster pixels = signals.pixels(image.item().id(), image.raster());
            return Optional.of(Grid.image(pixels.height(), pixels.width()));
          } catch (BadImageException e) {
            break;
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Where the images are, of fields that say nothing of where they come from. */
  RunSource imagesOnly() {
    return source(
        RunSource.of("", "", new ConfigDump(Kinds.sealed()).tree(SourceConfig.defaults())));
  }

  private RunSource source(RunSource recorded) {
    return images == null ? recorded : images(files, request);
  }

  /** Where the images are that fields are compared with. */
  static RunSource images(HadoopFiles files, ImportRequest request) {
    String path =
        request.images().isEmpty() ? "" : files.input(request.images()).getPath().toString();
    return RunSource.of(path, "", new ConfigDump(Kinds.sealed()).tree(SourceConfig.defaults()));
  }
}
