package io.anchorage.family.arc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.cloud.RelativeRule;
import io.anchorage.family.arc.kernel.ArcDecoderGradient;
import io.anchorage.family.arc.kernel.ArcShape;
import io.anchorage.family.arc.kernel.ArcWeights;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.AdamConfig;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.StopRule;
import io.anchorage.format.Tensor;
import io.anchorage.kernel.KernelProviders;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.Team;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Fifty steps against PyTorch; the file says how it was made. */
class ArcGoldenTest {
  private static final String FILE = "/golden/arc-adam-50.txt";
  private static final int HEIGHT = 9;
  private static final int WIDTH = 11;
  private static final int STEPS = 50;
  private static final int CHUNK = 24;
  private static final ArcShape SHAPE = new ArcShape(4, 6, 2);
  private static final DecoderConfig DECODER = new DecoderConfig(2, STEPS, 2e-3f);
  private static final ArcConfig CONFIG = new ArcConfig(0.1, 13, 6, 4, 0.1f, 24 / 99.0, DECODER);
  private static final FitRecipe RECIPE =
      new FitRecipe(
          CONFIG, AdamConfig.withLearningRate(5e-3f), StopRule.after(STEPS), 0, 1, List.of());

  private final Map<String, float[]> golden = read();
  private final Kernels kernels = KernelProviders.scalar();

  @Test
  void the_relative_positions_are_standardised_as_in_pytorch() {
    for (int i = 0; i < 2; i++) {
      ArcState state = state("image" + i, "image" + i + ".latents");
      float[] scale = golden.get("image" + i + ".scale");
      assertThat(state.scale().mean()).isCloseTo(scale[0], within(1e-7f));
      assertThat(state.scale().std()).isCloseTo(scale[1], within(1e-6f));
    }
  }

  @Test
  void fifty_steps_under_a_frozen_decoder_end_where_those_of_pytorch_end() {
    ArcState state = state("image0", "frozen.start");
    ArcWeights weights = decoder("joint").weights();
    ArcWork work = new ArcWork(kernels, weights, Team.SOLO);
    float[] losses = new float[STEPS];
    for (int t = 0; t < STEPS; t++) {
      work.step(state);
      losses[t] = state.lastLoss();
    }
    assertClose(losses, golden.get("frozen.losses"), 2e-6f);
    assertClose(state.field().floats("latents"), golden.get("frozen.latents"), 2e-5f);
    float[] values =
        new ArcSession(
                state,
                LatentSolver.defaults(),
                kernels,
                weights,
                Team.SOLO,
                ArcSession.CONSTANTS_BUDGET)
            .evaluateGrid();
    assertClose(values, golden.get("frozen.values"), 2e-5f);
  }

  @Test
  void fifty_steps_of_latents_and_decoder_together_end_where_those_of_pytorch_end() {
    ArcDecoder decoder = decoder("start");
    List<ArcState> states =
        List.of(state("image0", "image0.latents"), state("image1", "image1.latents"));
    List<ArcDecoderGradient> gradients =
        List.of(new ArcDecoderGradient(SHAPE), new ArcDecoderGradient(SHAPE));
    ArcWeights weights = decoder.weights();
    ArcWork work = new ArcWork(kernels, weights, Team.SOLO);
    DecoderStep decoderStep = new DecoderStep(kernels, decoder, RECIPE, DECODER.learningRate());
    float[] losses = new float[2 * STEPS];
    for (int t = 0; t < STEPS; t++) {
      for (int i = 0; i < 2; i++) {
        work.step(states.get(i), gradients.get(i));
        losses[2 * t + i] = states.get(i).lastLoss();
      }
      decoderStep.take(gradients);
      decoder.load(weights);
    }
    assertClose(losses, golden.get("joint.losses"), 5e-6f);
    assertClose(decoder.hiddenWeight(), golden.get("joint.0.weight"), 5e-5f);
    assertClose(decoder.hiddenBias(), golden.get("joint.0.bias"), 5e-5f);
    assertClose(decoder.outputWeight(), golden.get("joint.2.weight"), 5e-5f);
    assertClose(decoder.outputBias(), golden.get("joint.2.bias"), 5e-5f);
    for (int i = 0; i < 2; i++) {
      float[] latents = states.get(i).field().floats("latents");
      assertClose(latents, golden.get("joint.image" + i + ".latents"), 5e-5f);
    }
  }

  private ArcState state(String image, String latents) {
    Signal signal =
        new Signal(
            image,
            Grid.image(HEIGHT, WIDTH),
            Normalisation.unit(2),
            golden.get(image + ".target").clone());
    PixelOrder order = new PixelOrder(integers(image + ".order"), CHUNK);
    return new ArcState(
        signal,
        SHAPE,
        integers(image + ".anchors"),
        golden.get(latents),
        order,
        RelativeRule.PER_IMAGE,
        RECIPE);
  }

  private ArcDecoder decoder(String name) {
    TreeMap<String, Tensor> tensors = new TreeMap<>();
    tensors.put("decoder.0.weight", tensor(name + ".0.weight", List.of(32, 32)));
    tensors.put("decoder.0.bias", tensor(name + ".0.bias", List.of(32)));
    tensors.put("decoder.2.weight", tensor(name + ".2.weight", List.of(2, 32)));
    tensors.put("decoder.2.bias", tensor(name + ".2.bias", List.of(2)));
    return ArcDecoder.of(CONFIG, new SharedParameters(tensors));
  }

  private Tensor tensor(String name, List<Integer> shape) {
    return new Tensor(shape, golden.get(name).clone());
  }

  private int[] integers(String name) {
    float[] numbers = golden.get(name);
    int[] integers = new int[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      integers[i] = (int) numbers[i];
    }
    return integers;
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
    try (InputStream in = ArcGoldenTest.class.getResourceAsStream(FILE)) {
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

  private static float[] numbers(String[] words) {
    float[] numbers = new float[Integer.parseInt(words[1])];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Float.parseFloat(words[i + 2]);
    }
    return numbers;
  }
}
