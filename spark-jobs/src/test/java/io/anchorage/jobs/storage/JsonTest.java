package io.anchorage.jobs.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;

final class JsonTest {
  @Test
  void a_decimal_number_keeps_its_digits() throws JsonProcessingException {
    assertThat(Json.compact(Json.read("{\"rate\": 0.00500}"))).isEqualTo("{\"rate\":0.00500}");
  }

  @Test
  void a_number_that_could_not_be_written_again_is_not_read() {
    for (String number : new String[] {"0.01e999001", "1e-20000", "[[1e10000]]"}) {
      assertThatThrownBy(() -> Json.read(number))
          .as(number)
          .isInstanceOf(JsonProcessingException.class)
          .hasMessageContaining("exponent");
    }
  }
}
