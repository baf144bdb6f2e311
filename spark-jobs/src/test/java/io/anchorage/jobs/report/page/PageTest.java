package io.anchorage.jobs.report.page;

import static j2html.TagCreator.p;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class PageTest {
  private static String html(Page page) {
    return new String(page.html(), StandardCharsets.UTF_8);
  }

  private static Page page() {
    return new Page("A title", "A subtitle", "The end");
  }

  @Test
  void a_page_needs_nothing_from_elsewhere() {
    String html = html(page().section("One", p("text")));

    Matcher loaded = Pattern.compile("(?:src|href)=\"(?!#|data:)").matcher(html);
    assertThat(loaded.find()).isFalse();
    assertThat(html).doesNotContain("@import", "url(http", "<link");
    assertThat(html).contains("new Chart(").contains("Chart.js");
  }

  @Test
  void what_a_dataset_is_called_is_text_and_never_markup() {
    String html = html(page().section("<script>alert(1)</script>", p("<img src=x onerror=y>")));

    assertThat(html).doesNotContain("<script>alert", "<img src=x");
    assertThat(html).contains("&lt;script&gt;alert(1)");
  }

  @Test
  void sections_can_be_reached_by_their_names_and_empty_ones_are_left_out() {
    String html = html(page().section("First", p("a")).section("Empty", List.of()));

    assertThat(html).contains("<a href=\"#section-1\">First</a>", "<h2 id=\"section-1\">First");
    assertThat(html).doesNotContain("Empty");
    assertThat(html).startsWith("<!DOCTYPE html>").contains("<html lang=\"en\">");
  }

  @Test
  void a_chart_says_its_numbers_in_a_table_too_and_cannot_end_its_script() {
    Chart chart =
        Chart.bars(
            "How </script> many", "class", "fields", List.of("cat", "dog"), List.of(3.0, 4.5));
    String html = html(page().section("Chart", chart.drawn()));

    assertThat(html).contains("\"labels\":[\"cat\",\"dog\"]", "<td>dog</td>", "<td>4.500</td>");
    assertThat(html).contains("role=\"img\"").contains("aria-label=");
    String script = html.substring(html.indexOf("application/json"));
    assertThat(script.substring(0, script.indexOf("</script>"))).endsWith("}");
  }

  @Test
  void numbers_that_are_not_known_are_dashes() {
    assertThat(Numbers.of("%.2f dB", Double.NaN)).isEqualTo("-");
    assertThat(Numbers.plain(Double.POSITIVE_INFINITY)).isEqualTo("-");
    assertThat(Numbers.plain(60_000)).isEqualTo("60,000");
    assertThat(Numbers.duration(725)).isEqualTo("12 min 5 s");
    assertThat(html(page().section("At", Tiles.of(Map.of("PSNR", "-"))))).contains("<dd>-</dd>");
  }
}
