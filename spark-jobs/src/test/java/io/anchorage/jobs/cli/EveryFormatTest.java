package io.anchorage.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.jobs.exchange.PublishedFixtures;
import io.anchorage.jobs.exchange.in.ImportJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fields of every format are imported, inspected, decoded, verified, trained on and exported again,
 * from the command line.
 */
final class EveryFormatTest {
  private static final String SAMPLE = "../conf/sample/fashion-mnist";
  private static final int IMAGES = 12;

  @TempDir private Path folder;

  private static Ran ok(String... words) {
    Ran ran = Ran.of(words);
    assertThat(ran.code()).as(ran.err()).isZero();
    return ran;
  }

  private Path fit(String name, String... settings) throws IOException {
    Path table = folder.resolve(name);
    Path config = Files.writeString(folder.resolve("fit.yaml"), "signal: {values: unit}\n");
    List<String> words =
        new ArrayList<>(
            List.of(
                "fit",
                "--config",
                config.toString(),
                "--input",
                SAMPLE,
                "--output",
                table.toString(),
                "--limit",
                Integer.toString(IMAGES),
                "--master",
                "local[2]"));
    words.addAll(List.of(settings));
    ok(words.toArray(String[]::new));
    return table;
  }

  private Path export(Path table, String format) {
    Path files = folder.resolve("files-" + format);
    ok(
        "export",
        "--format",
        format,
        "--input",
        table.toString(),
        "--output",
        files.toString(),
        "--master",
        "local[2]");
    return files;
  }

  /** Files of each format, and what else its import is told. */
  private Map<String, List<String>> fixtures() throws IOException {
    Path sirens = fit("sirens", "--set", "fit.family.width=8", "--set", "fit.stop.steps=5");
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (String format : List.of("arrow", "npz", "safetensors", "hdf5")) {
      all.put(format, List.of(export(sirens, format).toString()));
    }
    Path dws = export(sirens, "dws");
    Path nfn = export(sirens, "nfn");
    all.put("dwsnets", List.of(dws.toString()));
    all.put("nfn", List.of(nfn.toString()));
    all.put("scalegmn", List.of(nfn.toString()));
    all.put("multiview", List.of(views(dws).toString()));
    all.put(
        "implicit-zoo", List.of(PublishedFixtures.zoo(sirens, folder.resolve("zoo")).toString()));
    Path nefs =
        fit(
            "nefs",
            "--set",
            "fit.family={kind: siren, variant: fit-a-nef, width: 8, depth: 2, omega: 8}",
            "--set",
            "fit.stop.steps=5");
    all.put("fit-a-nef", List.of(export(nefs, "fit-a-nef").toString()));
    Path arcs =
        fit(
            "arcs",
            "--set",
            "fit.family={kind: arc, decoder: {images: 4, steps: 4}}",
            "--set",
            "fit.stop.steps=5");
    all.put("arc", List.of(PublishedFixtures.arc(arcs, folder.resolve("clouds")).toString()));
    String family =
        "fit.family={kind: functa, latent-dim: 8, width: 8, depth: 2, omega: 20, step-size: 0.1}";
    Path network = PublishedFixtures.network(folder.resolve("network.safetensors"), family);
    Path functas = fit("functas", "--set", family, "--decoder", network.toString());
    all.put(
        "functa",
        List.of(PublishedFixtures.functa(functas, folder.resolve("modulations")).toString()));
    return all;
  }

  /** {@code view0/train/model_7.pth}. */
  private Path views(Path dws) throws IOException {
    Path views = folder.resolve("views");
    try (Stream<Path> files = Files.walk(dws)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".pth")).toList()) {
        Path copy = views.resolve("view0").resolve(dws.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    return views;
  }

  @Test
  void fields_of_each_format_go_all_the_way() throws IOException {
    Map<String, List<String>> fixtures = fixtures();
    Set<String> formats = new TreeSet<>(ImportJob.formats().keySet());
    assertThat(fixtures.keySet()).containsExactlyInAnyOrderElementsOf(formats);
    Path training = folder.resolve("train.yaml");
    for (Map.Entry<String, List<String>> fixture : fixtures.entrySet()) {
      String format = fixture.getKey();
      String table = folder.resolve("table-" + format).toString();
      Ran in =
          ok(
              "import",
              "--format",
              format,
              "--input",
              fixture.getValue().get(0),
              "--output",
              table,
              "--images",
              SAMPLE,
              "--master",
              "local[2]");
      assertThat(in.out()).as(format).contains(IMAGES + " fields in").doesNotContain("failures");
      assertThat(ok("inspect", table).out())
          .as(format)
          .contains("PSNR", "mean")
          .doesNotContain("not scored", "NaN");
      assertThat(ok("verify", table, "--input", SAMPLE).out()).as(format).isNotEmpty();
      String id = PublishedFixtures.rows(Path.of(table)).get(0).summary().id();
      Path picture = folder.resolve(format + ".png");
      ok("decode", table, "--id", id, "--output", picture.toString());
      assertThat(picture).isNotEmptyFile();
      boolean cloud = format.equals("arc");
      Files.writeString(
          training,
          """
          clouds: {input: {kind: %s}, test: ''}
          train: {model: {kind: %s}, normalisation: none, epochs: 1, batch: 4}
          """
              .formatted(
                  cloud ? "latents" : "weights", cloud ? "set-mlp" : "flat-mlp, widths: [8]"));
      Ran trained =
          ok(
              "train",
              "--config",
              training.toString(),
              "--input",
              table,
              "--output",
              folder.resolve("model-" + format).toString(),
              "--master",
              "local[2]");
      assertThat(trained.out()).as(format).isNotEmpty();
      Path again = folder.resolve("again-" + format);
      Ran out =
          ok(
              "export",
              "--format",
              "arrow",
              "--input",
              table,
              "--output",
              again.toString(),
              "--master",
              "local[2]");
      assertThat(out.out()).as(format).contains(IMAGES + " fields");
    }
  }

  @Test
  void fields_without_images_are_not_scored_and_inspect_says_so() throws IOException {
    Path sirens = fit("sirens", "--set", "fit.family.width=8", "--set", "fit.stop.steps=5");
    String table = folder.resolve("table").toString();
    ok(
        "import",
        "--format",
        "dwsnets",
        "--input",
        export(sirens, "dws").toString(),
        "--output",
        table,
        "--master",
        "local[2]");

    assertThat(ok("inspect", table).out()).contains("not scored").doesNotContain("NaN");
    assertThat(ok("inspect", table, "--json").out()).contains("\"mean\" : null");
  }
}
