package io.anchorage.learn.cnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.anchorage.format.Tensor;
import io.anchorage.learn.cnn.AllCnnConfig.NormAxes;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Parameter;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.net.Tensors;
import io.anchorage.learn.net.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Maps, scores and gradients against PyTorch; the file says how it was made. Tolerances allow for
 * the layer norm's epsilon, which is 1e-5 as a float, and for norms over three channels, which
 * enlarge the rounding of floats.
 */
class AllCnnGoldenTest {
  private static final int LABEL = 1;
  private static final int SAMPLES = 11;

  private final Map<String, double[]> golden = read();

  private static AllCnnConfig config(NormAxes axes) {
    return new AllCnnConfig(32, 32, 2, 3, 3, 5, 4, axes);
  }

  private static double spread(int i, int number) {
    return Math.floorMod(i * 7919L + number * 104_729L + 12_345, 10_007) / 10_007.0 - 0.5;
  }

  private static CnnCheckpoint network(AllCnnConfig config) {
    ModelParameters plan = new ModelParameters();
    assertThat(new AllCnn(config, plan).config()).isEqualTo(config);
    double[] scales = {1.2, 0.2, 0.4, 0.3};
    double[] offsets = {0, 0, 1, 0};
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    for (Parameter parameter : plan.parameters()) {
      float[] values = new float[Math.toIntExact(parameter.shape().size())];
      int n = parameter.index();
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (offsets[n % 4] + scales[n % 4] * spread(i, n));
      }
      List<Integer> shape =
          Arrays.stream(parameter.shape().getShape()).mapToObj(Math::toIntExact).toList();
      tensors.put(parameter.name(), new Tensor(shape, values));
    }
    return new CnnCheckpoint(config, tensors, new TreeMap<>());
  }

  private static float[] canvas(AllCnnConfig config) {
    float[] canvas = new float[config.inputs() * config.side() * config.side()];
    for (int i = 0; i < canvas.length; i++) {
      canvas[i] = (float) ((i * 31 + 7) % 256 / 255.0);
    }
    return canvas;
  }

  @ParameterizedTest
  @EnumSource(NormAxes.class)
  void maps_scores_and_gradients_are_those_of_pytorch(NormAxes axes) {
    AllCnnConfig config = config(axes);
    Tensors torch = Tensors.load().inDoublePrecision();
    try (NDManager manager = torch.newManager();
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      ModelParameters plan = new ModelParameters();
      AllCnn cnn = new AllCnn(config, plan);
      Weights weights = Networks.weights(plan, manager, torch, network(config));
      NDArray image =
          manager.create(canvas(config), new Shape(1, 2, 32, 32)).toType(DataType.FLOAT64, false);
      Pass[] pass = new Pass[1];
      NDArray[] logits = new NDArray[1];
      NDArray[] loss = new NDArray[1];
      Tensors.differentiate(
          () -> {
            pass[0] = Pass.training(torch, manager, weights);
            logits[0] = cnn.logits(pass[0], image);
            loss[0] = logits[0].logSoftmax(1).get(":, " + LABEL).sum().mul(-1);
            return loss[0];
          });

      List<NDArray> maps = cnn.maps(pass[0], image, AllCnnConfig.LAYERS);
      for (int number = 1; number <= maps.size(); number++) {
        followsMap(axes, number, maps.get(number - 1).toDoubleArray(), 1e-8);
      }
      follows(name(axes, "logits"), logits[0].toDoubleArray(), 1e-8);
      follows(name(axes, "loss"), loss[0].toDoubleArray(), 1e-8);
      follows(name(axes, "gradients"), projected(plan, pass[0].gradient().toDoubleArray()), 1e-7);
    }
  }

  private static double[] projected(ModelParameters plan, double[] gradient) {
    double[] sums = new double[plan.parameters().size()];
    int at = 0;
    for (Parameter parameter : plan.parameters()) {
      for (int i = 0; i < parameter.shape().size(); i++) {
        sums[parameter.index()] += gradient[at++] * spread(i, 1000 + parameter.index());
      }
    }
    return sums;
  }

  @ParameterizedTest
  @EnumSource(NormAxes.class)
  void the_maps_of_a_frozen_network_are_those_of_pytorch_too(NormAxes axes) {
    AllCnnConfig config = config(axes);
    FrozenCnn frozen = new FrozenCnn(config, network(config).weights());

    List<float[]> maps = frozen.maps(canvas(config), AllCnnConfig.LAYERS);

    for (int number = 1; number <= maps.size(); number++) {
      followsMap(axes, number, doubles(maps.get(number - 1)), 2e-4);
    }
    follows(name(axes, "logits"), doubles(frozen.logits(canvas(config))), 2e-4);
  }

  private void followsMap(NormAxes axes, int number, double[] map, double relative) {
    double sum = Arrays.stream(map).sum();
    double squares = Arrays.stream(map).map(x -> x * x).sum();
    double largest = Arrays.stream(map).max().orElseThrow();
    follows(name(axes, "map" + number + ".sums"), new double[] {sum, squares, largest}, relative);
    double[] some = golden.get(name(axes, "map" + number + ".some"));
    double[] ours = new double[some.length];
    for (int i = 0; i < some.length; i++) {
      ours[i] = map[i * Math.max(1, map.length / SAMPLES)];
    }
    follows(name(axes, "map" + number + ".some"), ours, relative);
  }

  private void follows(String name, double[] actual, double relative) {
    double[] expected = golden.get(name);
    assertThat(actual).as(name).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i])
          .as("%s[%d]", name, i)
          .isCloseTo(expected[i], within(relative * Math.max(1, Math.abs(expected[i]))));
    }
  }

  private static String name(NormAxes axes, String what) {
    return axes.name().toLowerCase(Locale.ROOT).replace('_', '-') + "." + what;
  }

  private static double[] doubles(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  private static Map<String, double[]> read() {
    Map<String, double[]> arrays = new HashMap<>();
    try (InputStream in = AllCnnGoldenTest.class.getResourceAsStream("/golden/cnn.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      text.lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" "))
          .forEach(words -> arrays.put(words[0], numbers(words)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return arrays;
  }

  private static double[] numbers(String[] words) {
    double[] numbers = new double[Integer.parseInt(words[1])];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Double.parseDouble(words[i + 2]);
    }
    return numbers;
  }
}
