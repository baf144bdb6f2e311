package io.anchorage.learn.weight.nfn;

import ai.djl.ndarray.NDArray;
import io.anchorage.cloud.Compat;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.weight.part.Part;
import io.anchorage.learn.weight.part.PartFeatures;
import io.anchorage.learn.weight.part.Pool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One equivariant layer of a neural functional: what each part becomes ({@link NfnTarget}). */
final class NfnLayer {
  private final List<Part> parts;
  private final List<NfnTarget> targets = new ArrayList<>();

  NfnLayer(
      ModelParameters plan,
      String name,
      NfnConfig config,
      List<Part> parts,
      int inputs,
      int outputs) {
    this.parts = parts;
    boolean biasToLast = config.symmetry() == NfnSymmetry.NP || config.compat() == Compat.NONE;
    Content common = Content.common(parts);
    for (Part part : parts) {
      List<Content> contents = new ArrayList<>();
      for (int axis : part.axes()) {
        contents.add(Content.of(parts, part, axis, biasToLast));
      }
      contents.add(common);
      String own = "%s.%s".formatted(name, part.name());
      targets.add(new NfnTarget(plan, own, part, contents, inputs, outputs));
    }
  }

  /**
   * Applies the layer.
   *
   * @param features of each part
   */
  List<NDArray> apply(Pass pass, List<NDArray> features) {
    List<PartFeatures> sources = PartFeatures.all(parts, Pool.MEAN, features);
    Map<Content, NDArray> contents = new HashMap<>();
    List<NDArray> told = new ArrayList<>();
    for (int p = 0; p < parts.size(); p++) {
      told.add(
          targets
              .get(p)
              .apply(
                  pass,
                  features.get(p),
                  content -> contents.computeIfAbsent(content, c -> c.of(sources))));
    }
    return told;
  }
}
