package io.anchorage.learn.weight.dws;

import ai.djl.ndarray.NDArray;
import io.anchorage.cloud.Compat;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.weight.part.Part;
import io.anchorage.learn.weight.part.PartFeatures;
import java.util.ArrayList;
import java.util.List;

/**
 * One equivariant layer: each part becomes the sum of what all parts tell it, over their number,
 *
 * <pre>
 * x'_j = sum_i T_ij(x_i) / n,      n = 2 L parts
 * </pre>
 *
 * with the maps T of {@link DwsBlock}.
 */
final class DwsLayer {
  private final DwsConfig config;
  private final List<Part> parts;
  private final List<List<DwsBlock>> blocks = new ArrayList<>();

  DwsLayer(
      ModelParameters plan, String name, DwsConfig config, List<Part> parts, DwsBlock.Sizes sizes) {
    this.config = config;
    this.parts = parts;
    for (Part to : parts) {
      List<DwsBlock> sources = new ArrayList<>();
      for (Part from : parts) {
        String own = "%s.%s_%s".formatted(name, from.name(), to.name());
        boolean alike = config.compat() == Compat.PUBLISHED && repeats(from, to);
        sources.add(new DwsBlock(plan, own, config, from, to, sizes, alike));
      }
      blocks.add(sources);
    }
  }

  /**
   * Whether the published code tells all outputs of the last matrix the same: it mistakes the last
   * matrix for an inner one where the matrix before it and the early biases are the sources.
   */
  private boolean repeats(Part from, Part to) {
    int last = parts.size() / 2 - 1;
    if (!to.weight() || to.layer() != last) {
      return false;
    }
    return from.weight() ? from.layer() == last - 1 : from.layer() <= last - 2;
  }

  /**
   * Applies the layer.
   *
   * @param features of each part
   */
  List<NDArray> apply(Pass pass, List<NDArray> features) {
    List<PartFeatures> sources = PartFeatures.all(parts, config.pool(), features);
    List<NDArray> told = new ArrayList<>();
    for (int j = 0; j < parts.size(); j++) {
      Sums sums = new Sums(parts.get(j));
      for (int i = 0; i < parts.size(); i++) {
        blocks.get(j).get(i).tell(pass, sources.get(i), 1.0 / parts.size(), sums);
      }
      told.add(sums.total());
    }
    return told;
  }
}
