package io.anchorage.learn.weight.nft;

import ai.djl.ndarray.NDArray;
import io.anchorage.learn.net.Dropout;
import io.anchorage.learn.net.LayerNorm;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.weight.part.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * A block, {@code x + attention(LN(x))}, then {@code x + lin(gelu(lin(LN(x))))}; each part has
 * norms and an MLP of its own.
 */
final class NftBlock {
  private final List<LayerNorm> before = new ArrayList<>();
  private final AxisAttention attention;
  private final List<LayerNorm> between = new ArrayList<>();
  private final List<Linear> wide = new ArrayList<>();
  private final List<Linear> narrow = new ArrayList<>();

  NftBlock(
      ModelParameters plan, String name, List<Part> parts, int width, int heads, int mlpRatio) {
    this.attention = new AxisAttention(plan, name + ".attention", parts, width, heads);
    for (Part part : parts) {
      String own = "%s.%s".formatted(name, part.name());
      before.add(new LayerNorm(plan, own + ".norm0", width));
      between.add(new LayerNorm(plan, own + ".norm1", width));
      wide.add(Linear.of(plan, own + ".wide", width, mlpRatio * width));
      narrow.add(Linear.of(plan, own + ".narrow", mlpRatio * width, width));
    }
  }

  /**
   * Applies the block.
   *
   * @param features of each part, [networks, units of each axis, width]
   */
  List<NDArray> apply(Pass pass, List<NDArray> features, Dropout dropout) {
    List<NDArray> normalised = new ArrayList<>();
    for (int p = 0; p < features.size(); p++) {
      normalised.add(before.get(p).apply(pass, features.get(p)));
    }
    List<NDArray> told = attention.apply(pass, normalised);
    List<NDArray> after = new ArrayList<>();
    for (int p = 0; p < features.size(); p++) {
      NDArray x = features.get(p).add(dropout.apply(pass, told.get(p)));
      NDArray h = wide.get(p).apply(pass, between.get(p).apply(pass, x));
      NDArray y = narrow.get(p).apply(pass, h.getNDArrayInternal().gelu());
      after.add(x.add(dropout.apply(pass, y)));
    }
    return after;
  }
}
