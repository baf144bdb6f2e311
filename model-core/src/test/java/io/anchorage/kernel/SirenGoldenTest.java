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
import org.junit.jupiter.api.Test;

/** Fifty steps against PyTorch; the file says how it was made. */
class SirenGoldenTest {
  private static final String FILE = "/golden/siren-adam-50.txt";
  private static final MlpShape SHAPE =
      new MlpShape(new InputMapping.Identity(2), 16, 2, 2, new Sine(List.of(30f, 20f)), 0f);
  private static final int ROWS = 9;
  private static final int COLUMNS = 7;

  private final Map<String, float[]> golden = read();
  private final MlpPoints points =
      MlpPoints.grid(
          new float[][] {MlpProblem.axis(ROWS), MlpProblem.axis(COLUMNS)}, new int[] {0, 1});

  @Test
  void the_first_gradient_is_that_of_pytorch() {
    float[] gradient = new float[SHAPE.parameters()];
    KernelProviders.scalar().mlp(SHAPE).gradient(points, target(), golden.get("start"), gradient);
    assertClose(gradient, golden.get("gradient"), 2e-6f);
  }

  @Test
  void fifty_steps_end_where_those_of_pytorch_end() {
    Kernels kernels = KernelProviders.best();
    MlpKernel kernel = kernels.mlp(SHAPE);
    AdamState adam = new AdamState(SHAPE.parameters(), 5e-4f, 0.9f, 0.999f, 1e-8f);
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
    assertClose(parameters, golden.get("end"), 2e-5f);
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

  private static Map<String, float[]> read() {
    Map<String, float[]> arrays = new HashMap<>();
    try (InputStream in = SirenGoldenTest.class.getResourceAsStream(FILE)) {
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
