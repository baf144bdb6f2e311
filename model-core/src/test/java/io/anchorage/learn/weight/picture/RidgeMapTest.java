package io.anchorage.learn.weight.picture;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.anchorage.format.Tensor;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.random.Philox;
import io.anchorage.learn.net.Tensors;
import io.anchorage.learn.weight.GridImages;
import io.anchorage.learn.weight.WeightVector;
import io.anchorage.symmetry.Networks;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RidgeMapTest {
  private static final MlpShape SHAPE = Networks.siren(6, 2, 1);
  private static final int SIDE = 5;
  private static final int PIXELS = SIDE * SIDE;

  /** Networks near one start, so near that their images are linear in their parameters. */
  private static WeightVector near(int seed, float distance) {
    float[] start = Networks.random(SHAPE, 1);
    float[] moves = new float[start.length];
    new Philox(seed).fillUniform(moves, 0, moves.length, -distance, distance);
    for (int i = 0; i < start.length; i++) {
      start[i] += moves[i];
    }
    return WeightVector.of(SHAPE, start);
  }

  private static SortedMap<String, Tensor> learnt(int networks, float distance) {
    try (NDManager manager = Tensors.load().newManager();
        RidgeMap map = new RidgeMap(manager, SHAPE, SIDE, 1e-6, "map")) {
      List<WeightVector> all =
          IntStream.range(0, networks).mapToObj(i -> near(100 + i, distance)).toList();
      map.see(all.subList(0, networks / 3));
      map.see(all.subList(networks / 3, networks));
      return map.start();
    }
  }

  private static double[] mapped(SortedMap<String, Tensor> map, float[] x) {
    float[] weight = map.get("map.weight").data();
    double[] y = new double[PIXELS];
    for (int p = 0; p < PIXELS; p++) {
      y[p] = map.get("map.bias").data()[p];
      for (int i = 0; i < x.length; i++) {
        y[p] += (double) weight[p * x.length + i] * x[i];
      }
    }
    return y;
  }

  @Test
  void near_one_start_it_shows_the_image_of_a_network_it_has_not_seen() {
    SortedMap<String, Tensor> map = learnt(300, 1e-3f);
    WeightVector fresh = near(7, 1e-3f);
    float[] image = new float[PIXELS];
    float[] other = new float[PIXELS];
    new GridImages(SHAPE, SIDE).draw(fresh, image);
    new GridImages(SHAPE, SIDE).draw(near(8, 1e-3f), other);

    double[] shown = mapped(map, fresh.features());

    double error = 0;
    double spread = 0;
    for (int p = 0; p < PIXELS; p++) {
      error += Math.pow(shown[p] - image[p], 2);
      spread += Math.pow(other[p] - image[p], 2);
    }
    assertThat(error).isLessThan(0.01 * spread);
  }

  @Test
  void networks_that_are_all_alike_give_their_image() {
    SortedMap<String, Tensor> map = learnt(9, 0);
    WeightVector same = near(7, 0);
    float[] image = new float[PIXELS];
    new GridImages(SHAPE, SIDE).draw(same, image);

    double[] shown = mapped(map, same.features());

    for (int p = 0; p < PIXELS; p++) {
      assertThat((float) shown[p]).isCloseTo(image[p], org.assertj.core.data.Offset.offset(1e-3f));
    }
  }
}
