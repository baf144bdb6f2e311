package io.anchorage.learn.point;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The models there are: one line each. */
public final class CloudModels {
  private static final List<CloudModelConfig> DEFAULTS =
      List.of(
          PtV3Config.defaults(),
          PtV1Config.defaults(),
          SetMlpConfig.defaults(),
          RenderCnnConfig.defaults(),
          SizeMlpConfig.defaults());

  private CloudModels() {}

  /** The defaults of each model, in the order in which they are offered. */
  public static List<CloudModelConfig> defaults() {
    return DEFAULTS;
  }

  /** Configurations with a name of their own. */
  public static Map<String, CloudModelConfig> named() {
    Map<String, CloudModelConfig> named = new LinkedHashMap<>();
    DEFAULTS.forEach(config -> named.put(config.kind(), config));
    named.put("ptv3-arc-sizes", PtV3Config.arcSizes());
    named.put("ptv3-arc-published", PtV3Config.arcPublished());
    return named;
  }
}
