package io.anchorage.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Fifty steps of an MLP 2-16-16-2 on 9 x 7 points in PyTorch; the file says how it was made. */
final class MlpGolden {
  static final List<Float> OMEGAS = List.of(30f, 20f);

  private static final int ROWS = 9;
  private static final int COLUMNS = 7;

  private final MlpShape shape;
  private final Map<String, float[]> golden;
  private final MlpPoints points =
      MlpPoints.grid(
          new float[][] {MlpProblem.axis(ROWS), MlpProblem.axis(COLUMNS)}, new int[] {0, 1});

  MlpGolden(String file, Activation activation) {
    this.golden = read("/golden/" + file);
    this.shape = new MlpShape(new InputMapping.Identity(2), 16, 2, 2, activation, 0f);
  }

  void compareFirstGradient() {
    float[] gradient = new float[shape.parameters()];
    KernelProviders.scalar().mlp(shape).gradient(points, target(), golden.get("start"), gradient);
    assertClose(gradient, golden.get("gradient"), 2e-6f);
  }

  /**
   * @param tolerance of the parameters after fifty steps
   */
  void compareFiftySteps(float tolerance) {
    Kernels kernels = KernelProviders.best();
    MlpKernel kernel = kernels.mlp(shape);
    AdamState adam = new AdamState(shape.parameters(), 5e-4f, 0.9f, 0.999f, 1e-8f);
    float[] parameters = golden.get("start").clone();
    float[] gradient = new float[parameters.length];
    float[] losses = new float[golden.get("losses").length];
    for (int t = 0; t < losses.length; t++) {
      losses[t] = kernel.gradient(points, target(), parameters, gradient);
      kernels.adam(adam, parameters, gradient);
    }
    float[] output = new float[2 * points.count()];
    kernel.evaluate(points, parameters, output);
    assertThat(losses).hasSize(50);
    assertClose(losses, golden.get("losses"), 1e-6f);
    assertClose(parameters, golden.get("end"), tolerance);
    assertClose(output, golden.get("output"), 5e-5f);
  }

  private static void assertClose(float[] actual, float[] expected, float tolerance) {
    assertThat(actual).hasSameSizeAs(expected);
    float largest = 0;
    for (int i = 0; i < actual.length; i++) {
      largest = Math.max(largest, Math.abs(actual[i] - expected[i]));
    }
    assertThat(largest).isCloseTo(0f, within(tolerance));
  }

  private static Map<String, float[]> read(String file) {
    Map<String, float[]> arrays = new HashMap<>();
    try (InputStream in = MlpGolden.class.getResourceAsStream(file)) {
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      text.lines()
          .filter(line -> !line.startsWith("#") && !line.startsWith("shape"))
          .map(line -> line.split(" "))
          .forEach(words -> arrays.put(words[0], numbers(words)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return arrays;
  }

  private static float[] numbers(String[] words) {
    float[] numbers = new float[Integer.parseInt(words[1])];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Float.parseFloat(words[i + 2]);
    }
    return numbers;
  }

  private float[] target() {
    return points.lay(golden.get("target"), 2);
  }
}
