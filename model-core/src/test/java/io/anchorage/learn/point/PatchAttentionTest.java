package io.anchorage.learn.point;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.anchorage.cloud.Compat;
import io.anchorage.cloud.PointCloud;
import io.anchorage.cloud.SpaceFillingCurve;
import io.anchorage.format.Tensor;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.net.Tensors;
import io.anchorage.learn.net.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchAttentionTest {
  private static final int CHANNELS = 6;
  private static final int HEADS = 2;
  private static final List<PointCloud> CLOUDS =
      List.of(
          Clouds.random(1, 13, CHANNELS),
          Clouds.random(2, 1, CHANNELS),
          Clouds.random(3, 10, CHANNELS),
          Clouds.random(4, 3, CHANNELS));

  /** Without a bound there are no relative positions. */
  @ParameterizedTest
  @CsvSource({"5, 2", "5, 0", "4, 3", "13, 2", "40, 2", "40, 0"})
  void padded_patches_attend_as_each_point_to_its_keys_by_brute_force(int patch, int bound) {
    Tensors torch = Tensors.load().inDoublePrecision();
    Cells.Sorted sorted = sorted();
    int[] order = Orders.along(SpaceFillingCurve.HILBERT, sorted.cells(), Cells.DEPTH, Compat.NONE);
    ModelParameters plan = new ModelParameters();
    PatchAttention attention = new PatchAttention(plan, "attn", CHANNELS, HEADS, bound);
    try (NDManager manager = torch.newManager()) {
      Weights weights = Weights.initial(plan, manager, torch, 3);
      Pass pass = Pass.evaluation(torch, manager, weights);
      float[] x = sorted.features();
      double[] actual =
          attention
              .apply(
                  pass,
                  pass.floats(x, sorted.cells().points(), CHANNELS),
                  new PatchAttention.Arranged(new Patches(sorted.cells(), order, patch), bound))
              .toDoubleArray();

      double[] expected =
          new BruteForce(weights.tensors(), sorted.cells(), x, bound).attend(order, patch);

      for (int i = 0; i < expected.length; i++) {
        assertThat(actual[i]).as("number %d", i).isCloseTo(expected[i], within(1e-6));
      }
    }
  }

  @Test
  void the_last_patch_borrows_the_keys_of_the_patch_before_and_small_clouds_are_one_patch() {
    Cells cells = sorted().cells();
    int[] order = new int[cells.points()];
    Arrays.setAll(order, i -> i);

    Patches patches = new Patches(cells, order, 5);

    int none = cells.points();
    assertThat(patches.points())
        .containsExactly(
            0, 1, 2, 3, 4, //
            5, 6, 7, 8, 9, //
            10, 11, 12, 8, 9, //
            13, none, none, none, none, //
            14, 15, 16, 17, 18, //
            19, 20, 21, 22, 23, //
            24, 25, 26, none, none);
    assertThat(patches.slotOfPoint()[8]).isEqualTo(8);
    assertThat(patches.padded()).isTrue();
  }

  private static Cells.Sorted sorted() {
    return Cells.sort(CLOUDS, CLOUDS.stream().map(Cells.Origin::of).toList(), 1);
  }

  /** The definition, in plain loops: each point, each head, each key of its patch. */
  private static final class BruteForce {
    private final SortedMap<String, Tensor> weights;
    private final Cells cells;
    private final float[] x;
    private final int bound;

    BruteForce(SortedMap<String, Tensor> weights, Cells cells, float[] x, int bound) {
      this.weights = weights;
      this.cells = cells;
      this.x = x;
      this.bound = bound;
    }

    double[] attend(int[] order, int patch) {
      double[] mixed = new double[x.length];
      for (int b = 0; b < cells.clouds(); b++) {
        int n = cells.size(b);
        for (int i = 0; i < n; i++) {
          int first = i / patch * patch;
          int own = Math.min(patch, n - first);
          int borrowed = first > 0 ? patch - own : 0;
          int[] keys = new int[own + borrowed];
          for (int j = 0; j < own; j++) {
            keys[j] = order[cells.start(b) + first + j];
          }
          for (int j = own; j < keys.length; j++) {
            keys[j] = order[cells.start(b) + first - patch + j];
          }
          mix(order[cells.start(b) + i], keys, mixed);
        }
      }
      double[] out = new double[x.length];
      for (int p = 0; p < cells.points(); p++) {
        for (int c = 0; c < CHANNELS; c++) {
          out[p * CHANNELS + c] = weight("attn.proj.bias", c);
          for (int d = 0; d < CHANNELS; d++) {
            out[p * CHANNELS + c] +=
                weight("attn.proj.weight", c * CHANNELS + d) * mixed[p * CHANNELS + d];
          }
        }
      }
      return out;
    }

    private void mix(int query, int[] keys, double[] mixed) {
      int width = CHANNELS / HEADS;
      for (int h = 0; h < HEADS; h++) {
        double[] shares = new double[keys.length];
        double sum = 0;
        for (int j = 0; j < keys.length; j++) {
          double score = 0;
          for (int c = h * width; c < (h + 1) * width; c++) {
            score += projected(query, c) * projected(keys[j], CHANNELS + c);
          }
          shares[j] = Math.exp(score / Math.sqrt(width) + relative(query, keys[j], h));
          sum += shares[j];
        }
        for (int j = 0; j < keys.length; j++) {
          for (int c = h * width; c < (h + 1) * width; c++) {
            mixed[query * CHANNELS + c] += shares[j] / sum * projected(keys[j], 2 * CHANNELS + c);
          }
        }
      }
    }

    private double relative(int query, int key, int head) {
      if (bound == 0) {
        return 0;
      }
      return weight("attn.rpe.row", clamped(cells.row(query) - cells.row(key)) * HEADS + head)
          + weight(
              "attn.rpe.column", clamped(cells.column(query) - cells.column(key)) * HEADS + head);
    }

    private int clamped(int offset) {
      return Math.max(-bound, Math.min(bound, offset)) + bound;
    }

    private double projected(int point, int output) {
      double sum = weight("attn.qkv.bias", output);
      for (int c = 0; c < CHANNELS; c++) {
        sum += weight("attn.qkv.weight", output * CHANNELS + c) * x[point * CHANNELS + c];
      }
      return sum;
    }

    private double weight(String name, int index) {
      return weights.get(name).data()[index];
    }
  }
}
