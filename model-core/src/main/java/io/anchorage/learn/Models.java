package io.anchorage.learn;

import io.anchorage.learn.net.ModelConfig;
import io.anchorage.learn.point.PtV1Config;
import io.anchorage.learn.point.PtV3Config;
import io.anchorage.learn.point.RenderCnnConfig;
import io.anchorage.learn.point.SetMlpConfig;
import io.anchorage.learn.point.SizeMlpConfig;
import io.anchorage.learn.weight.FlatMlpConfig;
import io.anchorage.learn.weight.PhasorConfig;
import io.anchorage.learn.weight.ProbesConfig;
import io.anchorage.learn.weight.dws.DwsConfig;
import io.anchorage.learn.weight.graph.NgGnnConfig;
import io.anchorage.learn.weight.graph.NgTConfig;
import io.anchorage.learn.weight.jls.JlsConfig;
import io.anchorage.learn.weight.nfn.NfnConfig;
import io.anchorage.learn.weight.nft.NftConfig;
import io.anchorage.learn.weight.picture.ProbeGridConfig;
import io.anchorage.learn.weight.picture.RidgeCnnConfig;
import io.anchorage.learn.weight.scale.ScaleGmnConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The models there are: one line each. {@code conf/README.md} lists them, too. */
public final class Models {
  private static final List<ModelConfig> DEFAULTS =
      List.of(
          PtV3Config.defaults(),
          PtV1Config.defaults(),
          SetMlpConfig.defaults(),
          RenderCnnConfig.defaults(),
          SizeMlpConfig.defaults(),
          FlatMlpConfig.defaults(),
          ProbesConfig.defaults(),
          ProbeGridConfig.defaults(),
          RidgeCnnConfig.defaults(),
          PhasorConfig.defaults(),
          JlsConfig.defaults(),
          DwsConfig.defaults(),
          NfnConfig.defaults(),
          NftConfig.defaults(),
          ScaleGmnConfig.defaults(),
          NgGnnConfig.defaults(),
          NgTConfig.defaults());

  private Models() {}

  /** The defaults of each model, in the order in which they are offered. */
  public static List<ModelConfig> defaults() {
    return DEFAULTS;
  }

  /** Configurations with a name of their own. */
  public static Map<String, ModelConfig> named() {
    Map<String, ModelConfig> named = new LinkedHashMap<>();
    DEFAULTS.forEach(config -> named.put(config.kind(), config));
    named.put("ptv3-arc-sizes", PtV3Config.arcSizes());
    named.put("ptv3-arc-published", PtV3Config.arcPublished());
    return named;
  }
}
