package io.anchorage.learn.point;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.anchorage.cloud.PointCloud;
import io.anchorage.learn.net.BatchNorm;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import java.util.ArrayList;
import java.util.List;

/**
 * The model of {@link PtV1Config}, ending in a linear classifier on the mean of the last stage's
 * points.
 */
final class PtV1 implements CloudModel {
  /** Positions are sorted by cells one pixel wide, for a canonical order. */
  private static final double GRID = 1;

  private static final double NO_NEIGHBOUR = -1e9;

  private final PtV1Config config;
  private final List<Down> downs = new ArrayList<>();
  private final List<List<Residual>> stages = new ArrayList<>();
  private final Linear head;

  PtV1(PtV1Config config, ModelParameters plan, int dim, int classes) {
    this.config = config;
    int width = dim;
    for (int s = 0; s < config.widths().size(); s++) {
      int next = config.widths().get(s);
      String name = "stage" + s;
      downs.add(new Down(plan, name + ".down", width, next, config.strides().get(s) > 1));
      List<Residual> blocks = new ArrayList<>();
      for (int i = 0; i < config.blocks().get(s); i++) {
        blocks.add(new Residual(plan, "%s.block%d".formatted(name, i), next, config.shares()));
      }
      stages.add(blocks);
      width = next;
    }
    this.head = Linear.of(plan, "head", width, classes);
  }

  /** A stage's first layer; with a stride, a maximum over the neighbours' outputs. */
  private static final class Down {
    private final boolean strided;
    private final Linear linear;
    private final BatchNorm norm;

    Down(ModelParameters plan, String name, int from, int to, boolean strided) {
      this.strided = strided;
      this.linear = Linear.withoutBias(plan, name + ".linear", strided ? from + 2 : from, to);
      this.norm = BatchNorm.usual(plan, name + ".norm", to);
    }

    NDArray apply(Pass pass, NDArray x, Pairs pairs) {
      if (!strided) {
        return relu(norm.apply(pass, linear.apply(pass, x)));
      }
      NDArray grouped = NDArrays.concat(new NDList(pairs.offsets(pass), pairs.asked(pass, x)), 1);
      NDArray told = relu(norm.apply(pass, linear.apply(pass, grouped)));
      return pairs.byPoint(pass, told, NO_NEIGHBOUR).max(new int[] {1});
    }
  }

  /** {@code relu(x + BN(lin(relu(BN(attention(relu(BN(lin x)))))))}. */
  private static final class Residual {
    private final Linear first;
    private final BatchNorm firstNorm;
    private final VectorAttention attention;
    private final BatchNorm attentionNorm;
    private final Linear last;
    private final BatchNorm lastNorm;

    Residual(ModelParameters plan, String name, int channels, int shares) {
      this.first = Linear.withoutBias(plan, name + ".first", channels, channels);
      this.firstNorm = BatchNorm.usual(plan, name + ".first.norm", channels);
      this.attention = new VectorAttention(plan, name + ".attn", channels, shares);
      this.attentionNorm = BatchNorm.usual(plan, name + ".attn.norm", channels);
      this.last = Linear.withoutBias(plan, name + ".last", channels, channels);
      this.lastNorm = BatchNorm.usual(plan, name + ".last.norm", channels);
    }

    NDArray apply(Pass pass, NDArray x, Pairs pairs) {
      NDArray y = relu(firstNorm.apply(pass, first.apply(pass, x)));
      y = relu(attentionNorm.apply(pass, attention.apply(pass, y, pairs)));
      return relu(x.add(lastNorm.apply(pass, last.apply(pass, y))));
    }
  }

  /**
   * One stage of a batch.
   *
   * @param down from the previous stage's points to this stage's; null without a stride
   * @param within among this stage's points
   */
  private record Stage(Pairs down, Pairs within) {}

  @Override
  public Batch arrange(List<PointCloud> clouds) {
    List<Cells.Origin> origins = clouds.stream().map(Cells.Origin::of).toList();
    Cells.Sorted sorted = Cells.sort(clouds, origins, GRID);
    PointSets sets = new PointSets(sorted.places());
    List<Stage> arranged = new ArrayList<>();
    for (int s = 0; s < config.widths().size(); s++) {
      int neighbours = config.neighbours().get(s);
      Pairs down = null;
      if (config.strides().get(s) > 1) {
        PointSets fewer = sets.farthest(config.strides().get(s));
        down = sets.nearest(fewer, neighbours, config.pixels());
        sets = fewer;
      }
      arranged.add(new Stage(down, sets.nearest(sets, neighbours, config.pixels())));
    }
    Segments perCloud = sets.perCloud();
    float[] features = sorted.features();
    int dim = clouds.get(0).dim();
    return pass ->
        logits(pass, pass.floats(features, features.length / dim, dim), arranged, perCloud);
  }

  private NDArray logits(Pass pass, NDArray features, List<Stage> arranged, Segments perCloud) {
    NDArray x = features;
    for (int s = 0; s < arranged.size(); s++) {
      x = downs.get(s).apply(pass, x, arranged.get(s).down());
      for (Residual block : stages.get(s)) {
        x = block.apply(pass, x, arranged.get(s).within());
      }
    }
    return head.apply(pass, perCloud.mean(pass, x));
  }

  private static NDArray relu(NDArray x) {
    return x.getNDArrayInternal().relu();
  }
}
