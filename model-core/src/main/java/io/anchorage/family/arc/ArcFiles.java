package io.anchorage.family.arc;

import io.anchorage.cloud.NearestAnchors;
import io.anchorage.cloud.RelativeScale;
import io.anchorage.field.Coordinates;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.Field;
import io.anchorage.field.PublishedFields;
import io.anchorage.field.SharedParameters;
import io.anchorage.format.Tensor;
import io.anchorage.format.torch.TorchFile;
import io.anchorage.format.torch.TorchTensor;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The files of the ARC thesis: {@code STEM_LABEL[_REPEAT]_psnrXX.XX.pt} with a cloud, and {@code
 * shared-dec.pt}.
 *
 * <p>Over 300 lines, because names, decoder and clouds of one set of files are read together.
 */
final class ArcFiles implements PublishedFields {
  private static final String POSITIONS = "latents_pos.weight";
  private static final String LATENTS = "latents.weight";

  /** A file that claims an anchor farther out is refused. */
  private static final int MOST_SIDE = 1 << 14;

  private static final Pattern NAME =
      Pattern.compile("(?:.*/)?([^/]+)_(\\d{1,3})_psnr(-?[0-9.]+|nan|inf)\\.pt");

  private static final Pattern REPEATED =
      Pattern.compile("(?:.*/)?([^/]+)_(\\d{1,3})_(\\d{1,3})_psnr(-?[0-9.]+|nan|inf)\\.pt");

  private static final Pattern SPLIT_FOLDER = Pattern.compile("(?:.*/)?(train|val|test)/.*");
  private static final Pattern SPLIT_PREFIX = Pattern.compile("(?:.*/)?(train|val|test)_[^/]*");

  /** The decoder's tensors: theirs, of torchvision's MLP, and ours. */
  private static final Map<String, String> DECODER =
      Map.of(
          "mlp.0.weight", ArcDecoder.HIDDEN_WEIGHT,
          "mlp.0.bias", ArcDecoder.HIDDEN_BIAS,
          "mlp.3.weight", ArcDecoder.OUTPUT_WEIGHT,
          "mlp.3.bias", ArcDecoder.OUTPUT_BIAS);

  @Override
  public String words() {
    return "the ARC thesis' clouds and their decoder";
  }

  @Override
  public String recipe() {
    // As the public code has it: each image standardised by itself, 500 steps.
    return """
        signal: {values: standardised-image}
        fit:
          family: {kind: arc}
        """;
  }

  @Override
  public int decibels() {
    return 30;
  }

  @Override
  public boolean oneFieldEach() {
    return true;
  }

  @Override
  public boolean isShared(String path) {
    return path.endsWith("shared-dec.pt");
  }

  @Override
  public boolean holdsFields(String path) {
    return NAME.matcher(path).matches();
  }

  @Override
  public Common common(Content shared, Content fields) throws IOException {
    Map<?, ?> decoder = dictionary(shared, "decoder");
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    for (Map.Entry<String, String> name : DECODER.entrySet()) {
      TorchTensor found = tensor(decoder, name.getKey(), shared.path());
      List<Integer> shape = found.shape().stream().map(Math::toIntExact).toList();
      tensors.put(
          name.getValue(), new Tensor(shape, found.floats(name.getKey() + " of " + shared.path())));
    }
    int hidden = tensors.get(ArcDecoder.HIDDEN_BIAS).data().length;
    int dim = Math.toIntExact(cloud(dictionary(fields, "encoder"), fields.path()).shape().get(1));
    if (dim < 1 || hidden % (dim + 2) != 0) {
      throw new IOException(
          "%s has a decoder of %d inputs, which are no whole number of neighbours of %d latent numbers and 2 of position"
              .formatted(shared.path(), hidden, dim));
    }
    return new Common(
        new SharedParameters(tensors),
        List.of("fit.family.latent-dim=" + dim, "fit.family.neighbours=" + hidden / (dim + 2)),
        tensors.get(ArcDecoder.OUTPUT_BIAS).data().length,
        Optional.empty());
  }

  private static Map<?, ?> dictionary(Content file, String key) throws IOException {
    if (TorchFile.read(file.bytes(), file.path()).get(key) instanceof Map<?, ?> found) {
      return found;
    }
    throw new IOException("%s has no dictionary %s".formatted(file.path(), key));
  }

  private static TorchTensor tensor(Map<?, ?> entries, String name, String path)
      throws IOException {
    if (entries.get(name) instanceof TorchTensor found) {
      return found;
    }
    throw new IOException("%s has no tensor %s".formatted(path, name));
  }

  private static TorchTensor cloud(Map<?, ?> encoder, String path) throws IOException {
    TorchTensor latents = tensor(encoder, LATENTS, path);
    TorchTensor positions = tensor(encoder, POSITIONS, path);
    if (latents.shape().size() != 2
        || positions.shape().size() != 2
        || positions.shape().get(1) != 2
        || !positions.shape().get(0).equals(latents.shape().get(0))
        || latents.shape().get(0) < 1) {
      throw new IOException(
          "%s has positions of shape %s and latents of shape %s where [k, 2] and [k, z] belong"
              .formatted(path, positions.shape(), latents.shape()));
    }
    return latents;
  }

  @Override
  public Found place(FamilyConfig config, int repeats, String path) {
    Matcher repeated = REPEATED.matcher(path);
    // Names of repeats are ambiguous: a stem may end in a number, too. The first two have none.
    if (repeats > 1 && repeated.matches() && within(repeated.group(3), repeats)) {
      return found(path, repeated, Integer.parseInt(repeated.group(3)));
    }
    Matcher name = NAME.matcher(path);
    if (!name.matches()) {
      throw new IllegalArgumentException("No cloud is named so: " + path);
    }
    return found(path, name, 0);
  }

  private static boolean within(String repeat, int repeats) {
    int number = Integer.parseInt(repeat);
    return number >= 2 && number < repeats;
  }

  /** The name's PSNR is of standardised values, whose range differs from image to image. */
  private static Found found(String path, Matcher name, int repeat) {
    int label = Integer.parseInt(name.group(2));
    return new Found(split(path), name.group(1), repeat, label, Double.NaN, null);
  }

  /** As its reader takes it: the folder, else the name's beginning, else test for what says so. */
  private static String split(String path) {
    Matcher folder = SPLIT_FOLDER.matcher(path);
    if (folder.matches()) {
      return folder.group(1);
    }
    Matcher prefix = SPLIT_PREFIX.matcher(path);
    if (prefix.matches()) {
      return prefix.group(1);
    }
    return path.substring(path.lastIndexOf('/') + 1).contains("test") ? "test" : "train";
  }

  @Override
  public void read(
      FamilyConfig config,
      int repeats,
      Content file,
      Grid grid,
      Normalisation normalisation,
      Taker taker)
      throws IOException {
    Map<String, Object> top = TorchFile.read(file.bytes(), file.path());
    if (top.containsKey("decoder")) {
      throw new IOException(
          file.path() + " has a decoder of its own; clouds of one decoder are imported");
    }
    Map<?, ?> encoder = dictionary(file, "encoder");
    TorchTensor latents = cloud(encoder, file.path());
    int dim = ((ArcConfig) config).latentDim();
    if (latents.shape().get(1) != dim) {
      throw new IOException(
          "%s has latents of %d numbers, the table's have %d"
              .formatted(file.path(), latents.shape().get(1), dim));
    }
    long[] places = tensor(encoder, POSITIONS, file.path()).longs(POSITIONS + " of " + file.path());
    float[] values = latents.floats(LATENTS + " of " + file.path());
    Found place = place(config, repeats, file.path());
    Field cloud = rowMajor(places, values, dim, file.path());
    Grid on = grid == null ? smallest(cloud.floats(ArcFamily.POSITIONS)) : grid;
    taker.take(
        new Found(
            place.split(),
            place.name(),
            place.repeat(),
            place.label(),
            place.psnr(),
            placed(config, cloud, on, normalisation)));
  }

  private static Grid smallest(float[] positions) {
    int height = 1;
    int width = 1;
    for (int i = 0; i < positions.length; i += 2) {
      height = Math.max(height, (int) Math.min(MOST_SIDE, positions[i] + 1));
      width = Math.max(width, (int) Math.min(MOST_SIDE, positions[i + 1] + 1));
    }
    return Grid.image(height, width);
  }

  /** The cloud with its anchors in the order of their rows and columns. */
  private static Field rowMajor(long[] places, float[] values, int dim, String path)
      throws IOException {
    int anchors = places.length / 2;
    int[] order =
        IntStream.range(0, anchors)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingLong(i -> places[2 * i])
                    .thenComparingLong(i -> places[2 * i + 1])
                    .thenComparingInt(i -> i))
            .mapToInt(i -> i)
            .toArray();
    float[] positions = new float[2 * anchors];
    float[] latents = new float[values.length];
    for (int i = 0; i < anchors; i++) {
      positions[2 * i] = places[2 * order[i]];
      positions[2 * i + 1] = places[2 * order[i] + 1];
      System.arraycopy(values, order[i] * dim, latents, i * dim, dim);
    }
    for (float value : latents) {
      if (!Float.isFinite(value)) {
        throw new IOException(path + " has latents that are not finite");
      }
    }
    return field(Grid.image(1, 1), Normalisation.unit(1), positions, latents, dim, 0, 1);
  }

  private static Field field(
      Grid grid,
      Normalisation normalisation,
      float[] positions,
      float[] latents,
      int dim,
      float mean,
      float std) {
    return Field.on(grid, normalisation)
        .count(ArcFamily.NUM_LATENTS, positions.length / 2)
        .count(ArcFamily.LATENT_DIM, dim)
        .floats(ArcFamily.POSITIONS, positions)
        .floats(ArcFamily.LATENTS, latents)
        .number(ArcFamily.RELATIVE_MEAN, mean)
        .number(ArcFamily.RELATIVE_STD, std)
        .build();
  }

  /** Mean and deviation of the relative positions follow from the grid and the anchors. */
  @Override
  public Field placed(FamilyConfig config, Field field, Grid grid, Normalisation normalisation)
      throws IOException {
    ArcConfig arc = (ArcConfig) config;
    float[] positions = field.floats(ArcFamily.POSITIONS);
    int height = grid.extent(0);
    int width = grid.extent(1);
    for (int i = 0; i < positions.length; i += 2) {
      float row = positions[i];
      float column = positions[i + 1];
      if (row < 0 || row >= height || column < 0 || column >= width) {
        throw new IOException(
            "An anchor is at row %.0f, column %.0f, outside of an image of %dx%d: check --images or --size"
                .formatted(row, column, height, width));
      }
    }
    if (positions.length / 2 < arc.neighbours()) {
      throw new IOException(
          "A cloud has %d anchors, fewer than the %d neighbours of a pixel"
              .formatted(positions.length / 2, arc.neighbours()));
    }
    Coordinates pixels = Coordinates.of(grid);
    int[] nearest =
        new NearestAnchors(positions).ofPoints(pixels.axis(0), pixels.axis(1), arc.neighbours());
    RelativeScale scale = RelativeScale.of(positions, nearest, width, arc.neighbours());
    return field(
        grid,
        normalisation,
        Arrays.copyOf(positions, positions.length),
        field.floats(ArcFamily.LATENTS),
        arc.latentDim(),
        scale.mean(),
        scale.std());
  }
}
