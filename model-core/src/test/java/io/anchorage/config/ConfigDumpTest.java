package io.anchorage.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ConfigDumpTest {
  private static final ConfigDump DUMP = new ConfigDump(Sample.KINDS);

  private static Sample unusual() {
    return new Sample(
        7,
        Long.MAX_VALUE,
        1e-8f,
        1.0 / 3,
        true,
        "5e-4: # no",
        Sample.Mode.PER_IMAGE,
        List.of(30f, 0.1f),
        new Sample.Inner(3, 1e6),
        new Sample.Anchors(8),
        List.of(new Sample.Step.CenterCrop(10, 20), new Sample.Step.Flip(false)));
  }

  private static Sample read(String text) {
    return new ConfigBinder(Sample.KINDS).bind(ConfigReader.parse(text, "dump"), Sample.defaults());
  }

  @Test
  void a_dump_binds_to_the_same_record() {
    assertThat(read(DUMP.yaml(unusual()))).isEqualTo(unusual());
    assertThat(read(DUMP.json(unusual()))).isEqualTo(unusual());
  }

  @Test
  void canonical_json_is_one_line_with_sorted_keys_and_short_plain_numbers() {
    assertThat(DUMP.json(unusual()))
        .isEqualTo(
            "{\"count\":7,\"enabled\":true,\"inner\":{\"depth\":3,\"target-psnr\":1000000},"
                + "\"learning-rate\":0.00000001,\"mode\":\"per-image\",\"name\":\"5e-4: # no\","
                + "\"omega\":[30,0.1],\"seed\":9223372036854775807,"
                + "\"shape\":{\"kind\":\"anchors\",\"neighbours\":8},\"share\":0.3333333333333333,"
                + "\"steps\":[{\"height\":10,\"kind\":\"center-crop\",\"width\":20},"
                + "{\"kind\":\"flip\",\"rows\":false}]}");
  }

  record Grown(int first, @AddedLater int second, @AddedLater int third) {
    static Grown defaults() {
      return new Grown(1, 2, 3);
    }
  }

  @Test
  void a_key_added_later_is_no_part_of_the_identity_while_it_has_its_default() {
    Grown grown = new Grown(1, 2, 4);

    assertThat(DUMP.identity(grown)).containsOnlyKeys("first", "third");
    assertThat(DUMP.tree(grown)).containsOnlyKeys("first", "second", "third");
    assertThat(
            new ConfigBinder(Sample.KINDS)
                .bind(ConfigReader.parse("{first: 1, third: 4}", "old"), Grown.defaults()))
        .isEqualTo(grown);
  }

  @Test
  void yaml_keeps_the_order_of_the_records() {
    assertThat(DUMP.yaml(Sample.defaults()))
        .startsWith("count: 1\nseed: 0\nlearning-rate: 0.0005\nshare: 0.25\nenabled: false\n");
  }

  @Property
  void floats_read_back_as_they_were(@ForAll float value) {
    if (Float.isFinite(value) && value != 0) {
      assertThat(Float.parseFloat(NumberText.decimal(value).toPlainString())).isEqualTo(value);
    }
  }

  @Property
  void doubles_read_back_as_they_were(@ForAll double value) {
    if (Double.isFinite(value) && value != 0) {
      assertThat(Double.parseDouble(NumberText.decimal(value).toPlainString())).isEqualTo(value);
    }
  }

  @Test
  void the_shortest_digits_are_taken_whatever_the_java_version() {
    assertThat(NumberText.decimal(Double.parseDouble("2e23"))).isEqualByComparingTo("2e23");
    assertThat(NumberText.decimal(Double.parseDouble("2.2e-322")).precision())
        .isLessThanOrEqualTo(3);
    assertThat(NumberText.decimal(5e-4f)).hasToString("0.0005");
  }
}
