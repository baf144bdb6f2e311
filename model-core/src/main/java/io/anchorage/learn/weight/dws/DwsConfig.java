package io.anchorage.learn.weight.dws;

import io.anchorage.cloud.Compat;
import io.anchorage.cloud.ViewShape;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.weight.NetworkRefusal;
import io.anchorage.learn.weight.WeightModel;
import io.anchorage.learn.weight.WeightModelConfig;
import io.anchorage.learn.weight.part.Pool;
import java.util.Optional;

/**
 * DWSNets (A. Navon et al.: Equivariant architectures for learning in deep weight spaces, 2023):
 * layers that commute with the order of hidden units, of all linear maps that do, made nonlinear by
 * attention between units; batch normalisation and ReLU between layers; units are pooled at the
 * end. Invariant to the order of hidden units, not to their signs. 552 650 parameters for 2-32-32-1
 * and ten classes: those of the published equations and sizes.
 *
 * <p>The published code tells all outputs of a network the same where it maps the weights before
 * the last matrix, or an early bias, to the last matrix; this is an oversight, which shows in
 * networks of more than one output. Ours tells each output its own.
 *
 * @param width features of each parameter, and of the layers
 * @param layers equivariant layers, at least 1
 * @param setLayer how units of a hidden layer see each other
 * @param heads of attention in all layers but the last, which has one; divides the width
 * @param pool over units
 * @param compat {@code published} for the published code's maps to the last matrix
 */
public record DwsConfig(
    int width, int layers, SetLayer setLayer, int heads, Pool pool, Compat compat)
    implements WeightModelConfig {
  /** The name in configs and files. */
  public static final String KIND = "dws";

  public DwsConfig {
    WeightModelConfig.check(width >= 1, "width must be at least 1", width);
    WeightModelConfig.check(layers >= 1, "layers must be at least 1", layers);
    WeightModelConfig.check(heads >= 1, "heads must be at least 1", heads);
    WeightModelConfig.check(width % heads == 0, "heads must divide width " + width, heads);
  }

  /** As published: width 32, five layers, attention of eight heads, maxima. */
  public static DwsConfig defaults() {
    return new DwsConfig(32, 5, SetLayer.SAB, 8, Pool.MAX, Compat.NONE);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Optional<String> refusal(ViewShape views) {
    return compat == Compat.PUBLISHED
        ? NetworkRefusal.unlessDeep(views, 2)
        : NetworkRefusal.unlessNetwork(views);
  }

  @Override
  public WeightModel build(ModelParameters plan, ViewShape views, int classes) {
    return new Dws(this, plan, views.network().orElseThrow(), classes);
  }
}
