package io.anchorage.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KernelPartTest {
  /** Something that a family may want of a kernel. */
  interface Doubling {
    float twice(float number);
  }

  /** Right to the last bit. */
  public static final class GoodTwin implements Doubling {
    @Override
    public float twice(float number) {
      return number * 2;
    }
  }

  /** Wrong in the last bit. */
  public static final class BadTwin implements Doubling {
    @Override
    public float twice(float number) {
      return Math.nextUp(number * 2);
    }
  }

  private final AtomicInteger problems = new AtomicInteger();

  @Test
  void each_set_of_kernels_gets_its_own_form_and_the_twin_is_tested_once() {
    KernelPart<Doubling> part = part(GoodTwin.class.getName());

    assertThat(KernelProviders.scalar().part(part)).isNotInstanceOf(GoodTwin.class);
    assertThat(problems).hasValue(0);
    Kernels vector = KernelProviders.vector().kernels().orElseThrow();
    assertThat(vector.part(part)).isInstanceOf(GoodTwin.class);
    assertThat(vector.part(part)).isInstanceOf(GoodTwin.class);
    assertThat(problems).as("solved once by each form").hasValue(2);
  }

  @Test
  void a_twin_of_other_bits_or_none_is_refused_in_one_line() {
    assertThatThrownBy(() -> part(BadTwin.class.getName()).vector())
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.kind()).isEqualTo(UserException.Kind.ENGINE))
        .hasMessageContaining("its Doubling differs from the scalar one in its self-test")
        .hasMessageEndingWith("choose engine scalar");
    assertThatThrownBy(() -> part("io.anchorage.no.such.vector.Twin").vector())
        .isInstanceOf(UserException.class)
        .hasMessageContaining("its Doubling cannot be loaded");
  }

  private KernelPart<Doubling> part(String twin) {
    return new KernelPart<>(
        Doubling.class,
        () -> number -> number + number,
        twin,
        kernel -> {
          problems.incrementAndGet();
          return new float[] {kernel.twice(0.1f), kernel.twice(-7)};
        });
  }
}
