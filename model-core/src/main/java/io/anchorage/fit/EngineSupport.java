package io.anchorage.fit;

import io.anchorage.UserException;

/** Looks up what an engine needs of a recipe's family: an adapter of one type. */
public final class EngineSupport {
  private EngineSupport() {}

  /** Whether the family has the adapter, which is not created, and the settings allow its use. */
  public static boolean has(FitRecipe recipe, Class<?> adapter) {
    return recipe.family().family().adapters().has(adapter)
        && (adapter == CpuFitter.class || recipe.family().refusedBy(adapter).isEmpty());
  }

  /**
   * The family's adapter.
   *
   * @param engine the engine's name, for the message
   * @throws UserException of kind ENGINE if the family has none, or the settings are for others
   */
  public static <A> A of(FitRecipe recipe, Class<A> adapter, String engine) {
    if (!has(recipe, adapter)) {
      throw refusal(engine, adapter, recipe, "choose another engine");
    }
    return recipe
        .family()
        .family()
        .adapter(adapter)
        .orElseThrow(() -> refusal(engine, adapter, recipe, "choose another engine"));
  }

  static UserException refusal(String engine, Class<?> adapter, FitRecipe recipe, String next) {
    return new UserException(
        UserException.Kind.ENGINE,
        "Engine %s does not fit family %s%s: %s"
            .formatted(
                engine,
                recipe.family().kind(),
                recipe.family().refusedBy(adapter).map(setting -> " with " + setting).orElse(""),
                next));
  }
}
