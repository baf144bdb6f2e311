package io.anchorage.jobs.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class LocalNamesTest {
  @Test
  void a_locale_without_utf_8_is_trusted_with_ascii_alone() {
    assertThat(LocalNames.locale("cat.png", "ANSI_X3.4-1968")).isEmpty();
    assertThat(LocalNames.locale("caf\u00e9.png", "UTF-8")).isEmpty();
    assertThat(LocalNames.locale("caf\uFFFD.png", "ANSI_X3.4-1968"))
        .hasValueSatisfying(why -> assertThat(why).contains("ANSI_X3.4-1968", "LC_ALL=C.UTF-8"));
    assertThat(LocalNames.locale("caf\u00c3\u00a9.png", "ISO-8859-1")).isPresent();
  }

  @Test
  void bytes_that_are_no_text_are_written_as_numbers() {
    byte[] latin = "caf\u00e9 \u00df.png".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(LocalNames.text(latin)).isEqualTo("caf\\xE9 \\xDF.png");
    assertThat(LocalNames.text("\u65e5\uD83D\uDC08.png".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("\u65e5\uD83D\uDC08.png");
  }
}
