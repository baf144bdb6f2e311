package io.anchorage.family;

import io.anchorage.config.ConfigNode.Scalar;
import io.anchorage.config.ConfigNode.Section;
import io.anchorage.config.Kinds;
import io.anchorage.family.arc.ArcFamily;
import io.anchorage.family.composed.ComposedFamily;
import io.anchorage.family.finer.FinerFamily;
import io.anchorage.family.functa.FunctaFamily;
import io.anchorage.family.localglobal.LocalGlobalFamily;
import io.anchorage.family.siren.SirenFamily;
import io.anchorage.field.Family;
import io.anchorage.field.FamilyConfig;
import io.anchorage.fit.DefaultRecipe;
import io.anchorage.fit.FitRecipe;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/**
 * The registry of families, one line each. A family in a separate jar is found as well if the jar
 * names its class in {@code META-INF/services/io.anchorage.field.Family}.
 */
public final class Families {
  private static final List<Family> SHIPPED =
      List.of(
          new SirenFamily(),
          new ArcFamily(),
          new FinerFamily(),
          new ComposedFamily(),
          new LocalGlobalFamily(),
          new FunctaFamily());

  private static final List<Family> ALL = withOthers();

  private Families() {}

  /** The families of this jar. */
  public static List<Family> shipped() {
    return SHIPPED;
  }

  /**
   * All families, those of other jars last; the first is the default of a config that names none.
   */
  public static List<Family> all() {
    return ALL;
  }

  /** The default recipe of each family, in the order of {@link #all}. */
  public static List<FitRecipe> defaultRecipes() {
    return ALL.stream().map(Families::defaultRecipe).toList();
  }

  /**
   * The default recipe of the family that a section {@code fit} names in {@code family.kind}; that
   * of the first family if it names none or an unknown one.
   */
  public static FitRecipe defaultRecipe(Section fit) {
    List<FitRecipe> all = defaultRecipes();
    if (fit.find("family") instanceof Section family
        && family.find("kind") instanceof Scalar kind) {
      return all.stream()
          .filter(recipe -> recipe.family().kind().equals(kind.text()))
          .findFirst()
          .orElse(all.get(0));
    }
    return all.get(0);
  }

  /** The kinds of {@code fit.family}, for binding configs. */
  public static Kinds kinds() {
    Kinds kinds = Kinds.sealed();
    for (FitRecipe recipe : defaultRecipes()) {
      kinds = kinds.with(FamilyConfig.class, recipe.family().kind(), recipe.family());
    }
    return kinds;
  }

  private static FitRecipe defaultRecipe(Family family) {
    return family
        .adapter(DefaultRecipe.class)
        .orElseThrow(
            () -> new IllegalStateException("Family " + family.name() + " has no DefaultRecipe"))
        .recipe();
  }

  private static List<Family> withOthers() {
    List<Family> all = new ArrayList<>(SHIPPED);
    ServiceLoader.load(Family.class, Families.class.getClassLoader()).forEach(all::add);
    return List.copyOf(all);
  }
}
