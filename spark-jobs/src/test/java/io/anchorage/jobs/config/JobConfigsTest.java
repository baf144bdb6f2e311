package io.anchorage.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.config.ConfigDump;
import io.anchorage.family.Families;
import io.anchorage.family.arc.ArcConfig;
import io.anchorage.family.arc.DecoderConfig;
import io.anchorage.family.arc.LatentSolver;
import io.anchorage.family.mlp.Initialisation;
import io.anchorage.family.mlp.LastLayer;
import io.anchorage.family.siren.SirenConfig;
import io.anchorage.family.siren.SirenVariant;
import io.anchorage.field.Family;
import io.anchorage.fit.AdamConfig;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.RateSchedule;
import io.anchorage.fit.StopRule;
import io.anchorage.signal.SignalConfig;
import io.anchorage.signal.Transform;
import io.anchorage.task.Inpaint;
import io.anchorage.task.MaskConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Over 300 lines, because every key is written out once more, with its value. */
class JobConfigsTest {
  private static final Path CONF = Path.of("..", "conf");

  private static JobConfig with(String... settings) {
    return JobConfigs.load(null, List.of(settings));
  }

  static Stream<Path> shipped() throws IOException {
    try (Stream<Path> files = Files.list(CONF)) {
      return files
          .filter(f -> f.toString().endsWith(".yaml"))
          .filter(f -> !f.getFileName().toString().startsWith("train-"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @Test
  void defaults_are_as_recorded() {
    assertThat(with())
        .isEqualTo(
            new JobConfig(
                new SourceConfig(
                    SourceConfig.Format.AUTO,
                    "",
                    "",
                    "",
                    SourceConfig.ClassFrom.AUTO,
                    "",
                    "",
                    SourceConfig.Channels.AUTO,
                    SourceConfig.Ids.NAMED,
                    0,
                    100_000_000L),
                new SignalConfig(SignalConfig.Alpha.BLACK, List.of(), SignalConfig.ValueRange.AUTO),
                new FitRecipe(
                    new SirenConfig(
                        32, 2, List.of(30f), SirenVariant.REFERENCE, Initialisation.PER_IMAGE),
                    new AdamConfig(5e-4f, 0.9f, 0.999f, 1e-8f),
                    new StopRule(1000, 0, 0, 100, 25),
                    0,
                    1,
                    List.of()),
                new RunConfig("auto", 0.01, RunConfig.ChangedImages.REFUSE, 0.5, 30, 10)));
  }

  @Test
  void defaults_of_arc_are_as_recorded() {
    assertThat(with("fit.family.kind=arc").fit())
        .isEqualTo(
            new FitRecipe(
                new ArcConfig(0.05, 0, 32, 4, 1e-4f, 0.25, new DecoderConfig(100, 500, 5e-3f)),
                new AdamConfig(5e-3f, 0.9f, 0.999f, 1e-8f),
                new StopRule(500, 0, 0, 100, 25),
                0,
                1,
                List.of()));
  }

  private static final String SIREN =
      """
      source:
        format: parquet
        dataset: d
        subset: s
        labels: l.csv
        class-from: first-folder
        image-column: photo
        label-column: species
        channels: rgb
        ids: running
        test-fraction: 0.5
        max-pixels: 9
      signal:
        alpha: drop
        values: standardised-dataset
        transforms:
          - {kind: crop, top: 1, left: 2, height: 3, width: 4}
          - {kind: resize-shortest, side: 5}
          - {kind: center-crop, height: 6, width: 7}
          - {kind: pad-to-canvas, height: 8, width: 9, placement: displaced}
      fit:
        family: {kind: siren, width: 64, depth: 3, omega: [1, 2, 3], variant: nfn, initialisation: learnt, weight-scale: 2, pixels-per-step: 0.5, last-layer: gradient, start: "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}
        adam: {learning-rate: 1e-3, beta1: 0.8, beta2: 0.99, epsilon: 1e-7}
        schedule: {kind: cosine, end: 0.2, warm-up: 3}
        stop: {steps: 7, target-psnr: 41, plateau-decibels: 0.1, plateau-steps: 8, check-every: 9}
        seed: -5
        repeats: 20
        curve-at: [1, 10]
        task: {kind: inpaint, mask: {kind: boxes, count: 2, side: 0.1}, hold-out: 0.2, total-variation: 0.3}
      run: {engine: scalar, failure-budget: 0.5, changed-images: refit, prune-budget: 0.25, task-seconds: 3, progress-seconds: 4}
      """;

  private static final String ARC =
      """
      kind: arc
      latents-per-pixel: 0.1
      latents: 12
      latent-dim: 16
      neighbours: 3
      latent-init: 1e-3
      pixels-per-step: 0.5
      decoder: {images: 10, steps: 20, learning-rate: 1e-3, schedule: {kind: cosine, end: 0, warm-up: 3}, latent-rate: 2e-3, keep: best, refinement: {rounds: 3, images: 5, fits: 6, learning-rate: 1e-3}}
      relative-scale: 5
      relative-limit: 6
      fitted-pixels: 7
      solver: {kind: gauss-newton, damping: 0.5, products: 9, tolerance: 0.2}
      """;

  @Test
  void every_key_can_be_given() {
    JobConfig expected =
        new JobConfig(
            new SourceConfig(
                SourceConfig.Format.PARQUET,
                "d",
                "s",
                "l.csv",
                SourceConfig.ClassFrom.FIRST_FOLDER,
                "photo",
                "species",
                SourceConfig.Channels.RGB,
                SourceConfig.Ids.RUNNING,
                0.5,
                9),
            new SignalConfig(
                SignalConfig.Alpha.DROP,
                List.of(
                    new Transform.Crop(1, 2, 3, 4),
                    new Transform.ResizeShortest(5),
                    new Transform.CenterCrop(6, 7),
                    new Transform.PadToCanvas(8, 9, Transform.PadToCanvas.Placement.DISPLACED)),
                SignalConfig.ValueRange.STANDARDISED_DATASET),
            new FitRecipe(
                new SirenConfig(
                    64,
                    3,
                    List.of(1f, 2f, 3f),
                    SirenVariant.NFN,
                    Initialisation.LEARNT,
                    2,
                    0.5,
                    LastLayer.GRADIENT,
                    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
                new AdamConfig(1e-3f, 0.8f, 0.99f, 1e-7f),
                new RateSchedule.Cosine(0.2, 3),
                new StopRule(7, 41, 0.1, 8, 9),
                -5,
                20,
                List.of(1, 10),
                new Inpaint(new MaskConfig.Boxes(2, 0.1), 0.2, 0.3)),
            new RunConfig("scalar", 0.5, RunConfig.ChangedImages.REFIT, 0.25, 3, 4));

    assertThat(JobConfigs.parse(SIREN, "test")).isEqualTo(expected);
    assertThat(with("fit.family={" + ARC.strip().replace("\n", ", ") + "}").fit().family())
        .isEqualTo(
            new ArcConfig(
                0.1,
                12,
                16,
                3,
                1e-3f,
                0.5,
                new DecoderConfig(
                    10,
                    20,
                    1e-3f,
                    new RateSchedule.Cosine(0, 3),
                    2e-3f,
                    DecoderConfig.Keep.BEST,
                    new DecoderConfig.Refinement(3, 5, 6, 1e-3f)),
                5,
                6,
                7,
                new LatentSolver.GaussNewton(0.5f, 9, 0.2f)));
  }

  @Test
  void the_mapping_test_forgets_no_key() {
    assertNothingIsDefault(new ConfigDump(JobConfigs.KINDS).tree(with()), SIREN);
    assertNothingIsDefault(
        new ConfigDump(JobConfigs.KINDS).tree((Record) with("fit.family.kind=arc").fit().family()),
        ARC);
  }

  private static void assertNothingIsDefault(Map<?, ?> defaults, String yaml) {
    for (Object key : defaults.keySet()) {
      assertThat(yaml).containsPattern("\\b" + Pattern.quote((String) key) + ":");
      if (defaults.get(key) instanceof Map<?, ?> inner) {
        assertNothingIsDefault(inner, yaml);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void shipped_configs_load(Path file) {
    JobConfig config = JobConfigs.load(file, List.of());

    assertThat(JobConfigs.parse(JobConfigs.yaml(config), "dump")).isEqualTo(config);
  }

  @Test
  void the_theses_recipes_are_the_defaults_of_their_families() {
    JobConfig arc = JobConfigs.load(CONF.resolve("arc-fashion-mnist.yaml"), List.of());
    JobConfig siren = JobConfigs.load(CONF.resolve("siren-fashion-mnist.yaml"), List.of());

    assertThat(Recipe.of(arc)).isEqualTo(Recipe.of(with("fit.family.kind=arc")));
    assertThat(Recipe.of(siren)).isEqualTo(Recipe.of(with()));
  }

  @Test
  void the_property_table_names_every_key_and_no_other() throws IOException {
    Set<String> documented = new TreeSet<>();
    String page = Files.readString(CONF.resolve("README.md"));
    Pattern.compile("^\\| `([a-z0-9.-]+\\.[a-z0-9.-]+)` \\|", Pattern.MULTILINE)
        .matcher(page.substring(0, page.indexOf("\n# Equations")))
        .results()
        .forEach(match -> documented.add(match.group(1)));
    Set<String> keys = new TreeSet<>();
    for (Family family : Families.shipped()) {
      JobConfig config = with("fit.family.kind=" + family.name(), "fit.schedule.kind=cosine");
      leaves(new ConfigDump(JobConfigs.KINDS).tree(config), "", keys);
    }
    JobConfig arc =
        with(
            "fit.family.kind=arc",
            "fit.family.decoder.schedule={kind: cosine, warm-up: 0}",
            "fit.family.solver={kind: gauss-newton, damping: 1}");
    leaves(new ConfigDump(JobConfigs.KINDS).tree(arc), "", keys);
    for (String mapping : List.of("scaled", "fourier", "axes", "nerf", "table", "grid")) {
      for (String activation : List.of("gauss", "sine", "finer", "wire", "wire2d", "real-gabor")) {
        JobConfig composed =
            with(
                "fit.family.kind=composed",
                "fit.family.mapping.kind=" + mapping,
                "fit.family.activation.kind=" + activation);
        leaves(new ConfigDump(JobConfigs.KINDS).tree(composed), "", keys);
      }
    }
    JobConfig filters =
        with(
            "fit.family.kind=composed",
            "fit.family.mapping.kind=identity",
            "fit.family.activation.kind=gabor-net");
    leaves(new ConfigDump(JobConfigs.KINDS).tree(filters), "", keys);
    for (String task : List.of("denoise", "inpaint", "super-resolution", "ct")) {
      leaves(new ConfigDump(JobConfigs.KINDS).tree(with("fit.task.kind=" + task)), "", keys);
    }
    for (String mask : List.of("boxes", "middle")) {
      JobConfig inpainting = with("fit.task={kind: inpaint, mask: {kind: %s}}".formatted(mask));
      leaves(new ConfigDump(JobConfigs.KINDS).tree(inpainting), "", keys);
    }
    documented.removeIf(name -> name.endsWith(".yaml"));

    assertThat(documented).isEqualTo(keys);
  }

  @Test
  void recipes_of_arc_keep_their_hash_though_there_are_new_keys() {
    ConfigDump dump = new ConfigDump(JobConfigs.KINDS);
    assertThat(dump.identity((Record) with("fit.family.kind=arc").fit().family()).toString())
        .contains("decoder")
        .doesNotContain("solver", "latent-rate", "keep", "schedule", "refinement");
    assertThat(
            dump.identity(
                    (Record)
                        with(
                                "fit.family.kind=arc",
                                "fit.family.solver.kind=gauss-newton",
                                "fit.family.decoder.keep=best")
                            .fit()
                            .family())
                .toString())
        .contains("gauss-newton", "keep=best");
  }

  private static void leaves(Map<?, ?> tree, String path, Set<String> into) {
    tree.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> inner) {
            leaves(inner, path + key + ".", into);
          } else {
            into.add(path + key);
          }
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fit.adam.learning-rate=11|fit.adam.learning-rate must be in (0, 10): 11.0",
        "fit.stop.steps=-1|fit.stop.steps must be in 0 .. 10000000: -1",
        "fit.family.width=0|fit.family.width must be in 1 .. 4096: 0",
        "fit.family.omega=[1, 2, 3]|fit.family.omega must be a single number, or one for each hidden layer (2)",
        "fit.repeats=0|fit.repeats must be in 1 .. 1000: 0",
        "fit.curve-at=[2, 1]|fit.curve-at must be ascending step counts from 1: [2, 1]",
        "run.failure-budget=2|run.failure-budget must be in 0 .. 1: 2.0",
        "source.test-fraction=1.5|source.test-fraction must be in 0 .. 1: 1.5",
        "source.format=zip|source.format must be one of auto, idx, cifar10, cifar100, folder, parquet: zip",
        "fit.family.kind=nerf|fit.family.kind must be one of siren, arc, finer, composed",
        "fit.family={kind: composed, mapping: {kind: hash}}|fit.family.mapping.kind must be one of identity, scaled, fourier, axes, nerf, table, grid",
        "fit.family={kind: composed, activation: {kind: gauss, scale: 0}}|fit.family.activation.scale must be in (0, 1000]: 0.0",
        "fit.steps=3|Unknown key fit.steps: did you mean fit.stop.steps?",
        "fit.family.latent-dim=3|Unknown key fit.family.latent-dim: did you mean fit.family.",
      })
  void a_bad_value_is_told_in_one_line(String setting, String message) {
    assertThatThrownBy(() -> with(setting))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith(message)
        .hasMessageContaining("(--set " + setting)
        .hasMessageNotContaining("\n");
  }

  @Test
  void a_nested_refusal_names_the_nested_key() {
    assertThatThrownBy(() -> with("fit.family.kind=arc", "fit.family.decoder.learning-rate=0"))
        .hasMessageStartingWith("fit.family.decoder.learning-rate must be in (0, 10): 0.0");
  }

  @Test
  void a_config_file_that_does_not_exist_is_told() {
    assertThatThrownBy(() -> JobConfigs.load(Path.of("no/such.yaml"), List.of()))
        .isInstanceOf(UserException.class)
        .hasMessage("Config file does not exist: no/such.yaml; check --config");
  }
}
