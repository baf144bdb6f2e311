package io.anchorage.learn.weight;

import ai.djl.ndarray.NDArray;
import io.anchorage.learn.net.Init;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Parameter;
import io.anchorage.learn.net.Pass;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One round of the phasor-graded reader on all hidden layers:
 *
 * <pre>
 * messages  along E between consecutive layers of n and p units, each times a learnt scalar that
 *           starts at 0:
 *             up    E^T lin(both) / n     to sign        (E^2)^T lin(invariant) / n to invariant
 *             down  E lin(sign) / p       to both        E^2 lin(invariant) / p     to invariant
 * products  for each pair of grades, lin(x_1 x_2) is added to the grade of the product
 * mixing    x + f(lin(...)), f = GELU for the invariant grade, tanh, which is odd, for the others
 * </pre>
 *
 * The linear maps of products are shared by the layers; only the invariant grade has biases.
 */
final class PhasorRound {
  /** Two grades and the linear map of their product. */
  private record Product(Grade one, Grade other, Linear map) {}

  private final List<Messages> messages = new ArrayList<>();
  private final List<Product> products = new ArrayList<>();
  private final List<Map<Grade, Linear>> mixes = new ArrayList<>();

  /**
   * @param grades that are wanted of it: all, or after the last round the invariant one alone
   */
  PhasorRound(ModelParameters plan, String name, int layers, int width, Collection<Grade> grades) {
    for (int l = 1; l < layers; l++) {
      messages.add(new Messages(plan, "%s.messages%d".formatted(name, l), width));
    }
    for (Grade one : Grade.values()) {
      for (Grade other : Grade.values()) {
        if (one.compareTo(other) <= 0 && grades.contains(one.times(other))) {
          String pair = "%s.product.%s.%s".formatted(name, word(one), word(other));
          products.add(new Product(one, other, Linear.withoutBias(plan, pair, width, width)));
        }
      }
    }
    for (int l = 0; l < layers; l++) {
      Map<Grade, Linear> mix = new EnumMap<>(Grade.class);
      for (Grade grade : grades) {
        String own = "%s.mix%d.%s".formatted(name, l, word(grade));
        mix.put(
            grade,
            grade == Grade.INVARIANT
                ? Linear.of(plan, own, width, width)
                : Linear.withoutBias(plan, own, width, width));
      }
      mixes.add(mix);
    }
  }

  private static String word(Grade grade) {
    return grade.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Applies the round. The result has the grades that are wanted of it.
   *
   * @param units of each hidden layer
   * @param edges between consecutive hidden layers, [networks, from, to]
   */
  List<Graded> apply(Pass pass, List<Graded> units, List<NDArray> edges) {
    List<Graded> told = new ArrayList<>(units);
    for (int l = 0; l < edges.size(); l++) {
      messages.get(l).send(pass, units, l, edges.get(l), told);
    }
    List<Graded> mixed = new ArrayList<>();
    for (int l = 0; l < units.size(); l++) {
      Map<Grade, Linear> mix = mixes.get(l);
      Graded seen = multiplied(pass, told.get(l));
      Map<Grade, NDArray> parts = new EnumMap<>(Grade.class);
      for (Grade grade : mix.keySet()) {
        NDArray y = mix.get(grade).apply(pass, seen.of(grade));
        NDArray change = grade == Grade.INVARIANT ? y.getNDArrayInternal().gelu() : y.tanh();
        parts.put(grade, units.get(l).of(grade).add(change));
      }
      mixed.add(new Graded(parts));
    }
    return mixed;
  }

  private Graded multiplied(Pass pass, Graded x) {
    Map<Grade, NDArray> sums = new EnumMap<>(x.parts());
    for (Product product : products) {
      NDArray factors = x.of(product.one()).mul(x.of(product.other()));
      sums.merge(
          product.one().times(product.other()), product.map().apply(pass, factors), NDArray::add);
    }
    return new Graded(sums);
  }

  /** The four messages between two consecutive layers. */
  private static final class Messages {
    private final Linear upOdd;
    private final Linear upEven;
    private final Linear downOdd;
    private final Linear downEven;
    private final Parameter gains;

    Messages(ModelParameters plan, String name, int width) {
      this.upOdd = Linear.withoutBias(plan, name + ".up_odd", width, width);
      this.upEven = Linear.withoutBias(plan, name + ".up_even", width, width);
      this.downOdd = Linear.withoutBias(plan, name + ".down_odd", width, width);
      this.downEven = Linear.withoutBias(plan, name + ".down_even", width, width);
      this.gains = plan.parameter(name + ".gains", new Init.Constant(0), 4);
    }

    void send(Pass pass, List<Graded> units, int from, NDArray edges, List<Graded> told) {
      Graded lower = units.get(from);
      Graded upper = units.get(from + 1);
      NDArray up = edges.transpose(0, 2, 1);
      NDArray upSquared = up.mul(up);
      NDArray downSquared = edges.mul(edges);
      double n = 1.0 / edges.size(1);
      double p = 1.0 / edges.size(2);
      NDArray toSign = sent(pass, 0, up, upOdd.apply(pass, lower.of(Grade.BOTH)), n);
      NDArray toUpper = sent(pass, 1, upSquared, upEven.apply(pass, lower.of(Grade.INVARIANT)), n);
      NDArray toBoth = sent(pass, 2, edges, downOdd.apply(pass, upper.of(Grade.SIGN)), p);
      NDArray toLower =
          sent(pass, 3, downSquared, downEven.apply(pass, upper.of(Grade.INVARIANT)), p);
      add(told, from + 1, Grade.SIGN, toSign);
      add(told, from + 1, Grade.INVARIANT, toUpper);
      add(told, from, Grade.BOTH, toBoth);
      add(told, from, Grade.INVARIANT, toLower);
    }

    private NDArray sent(Pass pass, int gain, NDArray edges, NDArray x, double mean) {
      NDArray factor = pass.of(gains).get(String.valueOf(gain));
      return pass.scaled(edges.matMul(x), mean).mul(factor);
    }

    private static void add(List<Graded> told, int layer, Grade target, NDArray message) {
      told.set(layer, told.get(layer).map((grade, x) -> grade == target ? x.add(message) : x));
    }
  }
}
