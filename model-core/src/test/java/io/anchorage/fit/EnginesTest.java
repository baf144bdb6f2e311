package io.anchorage.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import org.junit.jupiter.api.Test;

class EnginesTest {
  @Test
  void each_engine_has_the_name_it_was_asked_for() {
    assertThat(Engines.open("scalar").name()).isEqualTo("scalar");
    assertThat(Engines.open("vector").name()).isEqualTo("vector");
    assertThat(Engines.open("djl").name()).isEqualTo("djl");
  }

  @Test
  void auto_takes_the_vector_kernels_where_they_are() {
    assertThat(Engines.open("auto").name()).isEqualTo("vector");
  }

  @Test
  void an_unknown_name_is_answered_with_the_known_ones() {
    assertThatThrownBy(() -> Engines.open("torch"))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.kind()).isEqualTo(UserException.Kind.ENGINE))
        .hasMessage("Engine must be one of auto, scalar, vector, cuda, djl: torch");
  }
}
