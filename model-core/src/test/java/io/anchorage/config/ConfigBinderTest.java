package io.anchorage.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigBinderTest {
  private static Sample bind(String yaml, String... settings) {
    ConfigNode.Section config = ConfigReader.parse(yaml, "conf/x.yaml");
    return new ConfigBinder(Sample.KINDS)
        .bind(Overrides.apply(config, List.of(settings)), Sample.defaults());
  }

  private static void refuses(String yaml, String message) {
    assertThatThrownBy(() -> bind(yaml))
        .isInstanceOf(UserException.class)
        .hasMessage(message)
        .extracting(e -> ((UserException) e).kind())
        .isEqualTo(UserException.Kind.CONFIG);
  }

  @Test
  void an_empty_config_is_the_defaults() {
    assertThat(bind("")).isEqualTo(Sample.defaults());
    assertThat(bind("# nothing but a comment\n")).isEqualTo(Sample.defaults());
  }

  @Test
  void every_key_can_be_given() {
    String yaml =
        """
        count: 7
        seed: -9223372036854775808
        learning-rate: 5e-3
        share: .5
        enabled: true
        name: fashion
        mode: per-image
        omega: [30, 1e1]
        inner:
          depth: 3
          target-psnr: 41.5
        shape:
          kind: anchors
          neighbours: 8
        steps:
          - kind: center-crop
            height: 10
            width: 20
          - {kind: flip, rows: false}
        """;
    Sample expected =
        new Sample(
            7,
            Long.MIN_VALUE,
            5e-3f,
            0.5,
            true,
            "fashion",
            Sample.Mode.PER_IMAGE,
            List.of(30f, 10f),
            new Sample.Inner(3, 41.5),
            new Sample.Anchors(8),
            List.of(new Sample.Step.CenterCrop(10, 20), new Sample.Step.Flip(false)));

    assertThat(bind(yaml)).isEqualTo(expected);
  }

  @Test
  void what_is_not_given_keeps_its_default() {
    Sample sample = bind("inner: {depth: 5}\nshape: {mode: per-image}\nsteps: [{kind: flip}]");

    assertThat(sample.inner()).isEqualTo(new Sample.Inner(5, 40));
    assertThat(sample.shape()).isEqualTo(new Sample.Wave(32, Sample.Mode.PER_IMAGE));
    assertThat(sample.steps()).containsExactly(new Sample.Step.Flip(true));
  }

  @Test
  void one_value_stands_for_a_list_of_one() {
    assertThat(bind("omega: 10").omega()).containsExactly(10f);
  }

  @ParameterizedTest
  @CsvSource({"5e-4,5e-4", "5E-4,5e-4", "5.e-4,5e-4", "+.5,0.5", "3,3", "1e-8,1e-8", "-2.5,-2.5"})
  void numbers_without_a_dot_are_numbers(String text, float value) {
    assertThat(bind("learning-rate: " + text).learningRate()).isEqualTo(value);
    assertThat(bind("", "learning-rate=" + text).learningRate()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"fast", "0x10", "1_000", ".nan", "NaN", ".inf", "5f", "1e", "'5 '", "[1]"})
  void other_spellings_are_not_numbers(String text) {
    assertThatThrownBy(() -> bind("learning-rate: " + text))
        .hasMessageStartingWith("learning-rate must be a number: ")
        .hasMessageEndingWith("(conf/x.yaml, line 1)");
  }

  @Test
  void numbers_outside_their_type_are_refused() {
    refuses(
        "count: 3000000000",
        "count must be a whole number within the type's range: 3000000000 (conf/x.yaml, line 1)");
    refuses(
        "learning-rate: 1e-60", "learning-rate must fit into a float: 1e-60 (conf/x.yaml, line 1)");
    refuses("share: 1e999", "share must fit into a double: 1e999 (conf/x.yaml, line 1)");
    refuses("count: 1.0", "count must be a whole number: 1.0 (conf/x.yaml, line 1)");
  }

  @Test
  void an_unknown_key_is_an_error_that_names_the_nearest() {
    refuses(
        "count: 1\ninner:\n  depht: 3\n",
        "Unknown key inner.depht: did you mean inner.depth? (conf/x.yaml, line 3;"
            + " valid keys here: depth, target-psnr)");
  }

  @Test
  void a_key_of_another_section_is_pointed_at() {
    assertThatThrownBy(() -> bind("target-psnr: 40"))
        .hasMessageStartingWith("Unknown key target-psnr: did you mean inner.target-psnr?");
  }

  @Test
  void camel_case_is_not_a_key_but_its_kebab_case_is_named() {
    assertThatThrownBy(() -> bind("learningRate: 1"))
        .hasMessageStartingWith("Unknown key learningRate: did you mean learning-rate?");
  }

  @Test
  void a_key_of_another_kind_is_unknown() {
    refuses(
        "shape: {kind: anchors, width: 3}",
        "Unknown key shape.width: did you mean shape.kind? (conf/x.yaml, line 1;"
            + " valid keys here: kind, neighbours)");
  }

  @Test
  void an_unknown_kind_names_the_valid_ones() {
    refuses(
        "shape:\n  kind: blob",
        "shape.kind must be one of wave, anchors: blob (conf/x.yaml, line 2)");
    refuses(
        "steps:\n  - kind: spin",
        "steps[0].kind must be one of center-crop, flip: spin (conf/x.yaml, line 2)");
    refuses(
        "steps:\n  - rows: true",
        "steps[0].kind must be one of center-crop, flip: missing (conf/x.yaml, line 2)");
  }

  @Test
  void a_missing_key_without_default_is_an_error() {
    refuses(
        "steps: [{kind: center-crop, height: 3}]",
        "steps[0].width is missing and has no default (conf/x.yaml, line 1)");
  }

  @Test
  void a_value_that_the_record_refuses_is_told_with_its_path_and_place() {
    refuses("inner:\n  depth: 17", "inner.depth must be in 1 .. 16: 17 (conf/x.yaml, line 2)");
    refuses(
        "inner:\n  target-psnr: 1", "inner: no depth may exceed the PSNR: 2 (conf/x.yaml, line 2)");
  }

  @Test
  void wrong_shapes_are_told() {
    refuses("inner: 3", "inner must be a section of keys and values: 3 (conf/x.yaml, line 1)");
    refuses("steps: flip", "steps must be a list: flip (conf/x.yaml, line 1)");
    refuses("count: {a: 1}", "count must be a whole number: a section (conf/x.yaml, line 1)");
    refuses("mode: Auto", "mode must be one of auto, per-image: Auto (conf/x.yaml, line 1)");
    refuses("enabled: yes", "enabled must be true or false: yes (conf/x.yaml, line 1)");
    refuses(
        "count:",
        "count has no value: give it a whole number, or remove the key (conf/x.yaml, line 1)");
    refuses("- 1\n- 2", "A config must be keys and values, not a list (conf/x.yaml, line 1)");
  }

  @Test
  void duplicate_keys_are_errors() {
    refuses(
        "count: 1\nshare: 0.5\ncount: 2",
        "Key count is given twice, first at conf/x.yaml, line 1 (conf/x.yaml, line 3)");
  }

  @Test
  void anchors_second_documents_and_syntax_errors_are_errors() {
    refuses(
        "omega: &a [1]\n",
        "YAML anchors and aliases are not allowed in a config (conf/x.yaml, line 1)");
    refuses(
        "count: 1\n---\ncount: 2\n", "A config must be one YAML document (conf/x.yaml, line 3)");
    assertThatThrownBy(() -> bind("count: 1\nomega: [1, 2\nshare: 3"))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("Not valid YAML: ")
        .hasMessageEndingWith("(conf/x.yaml, line 3)")
        .hasMessageNotContaining("\n");
  }

  @Test
  void overrides_win_over_the_file_and_later_ones_over_earlier() {
    Sample sample =
        bind(
            "count: 1\nshape: {kind: wave, width: 3}",
            "count=2",
            "count=3",
            "shape.width=64",
            "inner.depth=4",
            "omega=[1, 2]",
            "name=a=b",
            "steps=[{kind: center-crop, height: 1, width: 2}]");

    assertThat(sample.count()).isEqualTo(3);
    assertThat(sample.shape()).isEqualTo(new Sample.Wave(64, Sample.Mode.AUTO));
    assertThat(sample.inner().depth()).isEqualTo(4);
    assertThat(sample.omega()).containsExactly(1f, 2f);
    assertThat(sample.name()).isEqualTo("a=b");
    assertThat(sample.steps()).containsExactly(new Sample.Step.CenterCrop(1, 2));
  }

  @Test
  void a_kind_chosen_by_an_override_drops_the_files_keys_of_other_kinds_only() {
    assertThat(bind("count: 1\nshape: {kind: wave, width: 3}", "shape.kind=anchors").shape())
        .isEqualTo(bind("count: 1\nshape: {kind: anchors}").shape());
    assertThatThrownBy(() -> bind("count: 1\nshape: {widht: 3}", "shape.kind=anchors"))
        .hasMessageStartingWith("Unknown key shape.widht");
    assertThatThrownBy(() -> bind("count: 1", "shape.kind=anchors", "shape.width=3"))
        .hasMessageStartingWith("Unknown key shape.width");
  }

  @Test
  void what_is_wrong_with_an_override_is_told_with_the_override() {
    assertThatThrownBy(() -> bind("count: 1", "inner.depth=99"))
        .hasMessage("inner.depth must be in 1 .. 16: 99 (--set inner.depth=99)");
    assertThatThrownBy(() -> bind("count: 1", "count.x=1"))
        .hasMessage("count.x cannot be set: count is 1 there, not a section (conf/x.yaml, line 1)");
    assertThatThrownBy(() -> bind("", "count"))
        .hasMessage("An override must look like --set a.b=c: count");
    assertThatThrownBy(() -> bind("", "a..b=1"))
        .hasMessage("An override must look like --set a.b=c: a..b=1");
    assertThatThrownBy(() -> bind("", "cuont=1"))
        .hasMessageStartingWith("Unknown key cuont: did you mean count? (--set cuont=1;");
  }
}
