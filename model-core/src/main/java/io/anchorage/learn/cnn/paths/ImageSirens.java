package io.anchorage.learn.cnn.paths;

import io.anchorage.family.mlp.Initialisation;
import io.anchorage.family.mlp.MlpFields;
import io.anchorage.family.mlp.MlpGeometry;
import io.anchorage.family.siren.SirenConfig;
import io.anchorage.field.Field;
import io.anchorage.format.Tensor;
import io.anchorage.format.TensorFile;
import io.anchorage.kernel.AdamState;
import io.anchorage.kernel.KernelProviders;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.MlpKernel;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.random.Seeds;
import io.anchorage.learn.cnn.AllCnnConfig;
import io.anchorage.learn.cnn.ConvLayer;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** One SIREN for each image and layer, as in the thesis. */
final class ImageSirens implements MapPredictor {
  private static final String PARAMETERS = "parameters";
  private static final String FIRST = "adam/first";
  private static final String SECOND = "adam/second";
  private static final String STEPS = "steps";

  private final Kernels kernels = KernelProviders.best();
  private final List<Layer> layers = new ArrayList<>();

  /** The SIRENs of one layer's maps. */
  private record Layer(
      ConvLayer map, MlpShape shape, MlpPoints grid, List<float[]> sirens, List<AdamState> adam) {}

  /**
   * @param last the last layer with SIRENs; the first is layer 1
   * @param ids of the images, in the order of their numbers
   */
  ImageSirens(AllCnnConfig network, int last, PredictorConfig config, List<String> ids, long seed) {
    SirenConfig family = config.siren();
    for (int number = 1; number <= last; number++) {
      ConvLayer map = network.layer(number);
      MlpShape shape = MlpGeometry.shape(family, 2, map.outputs());
      List<float[]> sirens = new ArrayList<>();
      List<AdamState> adam = new ArrayList<>();
      for (String id : ids) {
        boolean shared = config.start() == Initialisation.SHARED;
        Seeds seeds = new Seeds(seed, (shared ? "" : id) + "/" + number, 0);
        sirens.add(family.start(shape, seeds::stream));
        float rate = (float) config.learningRate();
        adam.add(new AdamState(shape.parameters(), rate, 0.9f, 0.999f, 1e-8f));
      }
      MlpPoints grid = MlpGeometry.points(family, Grid.image(map.side(), map.side()));
      layers.add(new Layer(map, shape, grid, sirens, adam));
    }
  }

  @Override
  public float[] predict(int layer, int[] images) {
    Layer own = layers.get(layer - 1);
    int size = own.map().size();
    float[] out = new float[images.length * size];
    IntStream.range(0, images.length)
        .parallel()
        .forEach(
            i -> {
              float[] map = new float[size];
              try (MlpKernel kernel = kernels.mlp(own.shape())) {
                kernel.evaluate(own.grid(), own.sirens().get(images[i]), map);
              }
              System.arraycopy(map, 0, out, i * size, size);
            });
    return out;
  }

  @Override
  public void learn(int layer, List<PartialMap> seen, int steps) {
    seen.parallelStream().forEach(map -> learn(layers.get(layer - 1), map, steps));
  }

  private void learn(Layer layer, PartialMap map, int steps) {
    int[] positions = map.positions();
    float[][] at = new float[2][positions.length];
    for (int k = 0; k < at.length; k++) {
      float[] all = layer.grid().coordinates(k);
      for (int i = 0; i < positions.length; i++) {
        at[k][i] = all[positions[i]];
      }
    }
    MlpPoints points = positions.length == layer.grid().count() ? layer.grid() : MlpPoints.list(at);
    float[] target = points.lay(map.values(), layer.map().outputs());
    float[] parameters = layer.sirens().get(map.image());
    float[] gradient = new float[parameters.length];
    try (MlpKernel kernel = kernels.mlp(layer.shape())) {
      for (int step = 0; step < steps; step++) {
        kernel.gradient(points, target, parameters, gradient);
        kernels.adam(layer.adam().get(map.image()), parameters, gradient);
      }
    }
  }

  @Override
  public Optional<Field> field(int layer, int image) {
    Layer own = layers.get(layer - 1);
    ConvLayer map = own.map();
    return Optional.of(
        Field.on(Grid.image(map.side(), map.side()), Normalisation.unit(map.outputs()))
            .floats(MlpFields.PARAMETERS, own.sirens().get(image).clone())
            .build());
  }

  @Override
  public TensorFile state(int layer) {
    Layer own = layers.get(layer - 1);
    SortedMap<String, Tensor> arrays = new TreeMap<>();
    List<String> steps = new ArrayList<>();
    for (int image = 0; image < own.sirens().size(); image++) {
      AdamState adam = own.adam().get(image);
      arrays.put(name(image, PARAMETERS), flat(own.sirens().get(image)));
      arrays.put(name(image, FIRST), flat(adam.m()));
      arrays.put(name(image, SECOND), flat(adam.v()));
      steps.add(Integer.toString(adam.steps()));
    }
    return new TensorFile(arrays, new TreeMap<>(Map.of(STEPS, String.join(" ", steps))));
  }

  private static String name(int image, String array) {
    return "%08d/%s".formatted(image, array);
  }

  private static Tensor flat(float[] values) {
    return new Tensor(List.of(values.length), values);
  }

  @Override
  public void restore(int layer, TensorFile state) {
    Layer own = layers.get(layer - 1);
    String[] steps = state.metadata().getOrDefault(STEPS, "").split(" ", -1);
    int count = own.sirens().size();
    if (steps.length != count || state.tensors().size() != 3 * count) {
      throw new IllegalArgumentException(
          "it has the SIRENs of %d images, not of %d".formatted(steps.length, count));
    }
    for (int image = 0; image < count; image++) {
      float[] siren = own.sirens().get(image);
      float[] kept = array(state, image, PARAMETERS, siren.length);
      System.arraycopy(kept, 0, siren, 0, siren.length);
      own.adam()
          .set(
              image,
              own.adam()
                  .get(image)
                  .resumed(
                      Integer.parseInt(steps[image]),
                      array(state, image, FIRST, siren.length),
                      array(state, image, SECOND, siren.length)));
    }
  }

  private static float[] array(TensorFile state, int image, String array, int size) {
    Tensor tensor = state.tensors().get(name(image, array));
    if (tensor == null || tensor.data().length != size) {
      throw new IllegalArgumentException(
          "its array %s is missing or has another size".formatted(name(image, array)));
    }
    return tensor.data();
  }

  @Override
  public long parameters() {
    return layers.stream().mapToLong(l -> (long) l.sirens().size() * l.shape().parameters()).sum();
  }

  @Override
  public long moments() {
    return 2 * parameters();
  }
}
