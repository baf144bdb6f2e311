package io.anchorage.jobs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From images to predictions through {@code deploy/anchorage}, each command its own process. */
final class LearnIT {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  @TempDir Path folder;

  @Test
  void a_killed_training_ends_as_an_uninterrupted_one_and_its_model_is_of_use() throws Exception {
    Path arcs = folder.resolve("arcs");
    Path whole = folder.resolve("whole");
    Path killed = folder.resolve("killed");
    Ran fit = fit(arcs, "fit.seed=0");
    assertThat(fit.code()).as(fit.err()).isZero();
    Ran trained = run(train(arcs, whole));
    assertThat(trained.code()).as(trained.err()).isZero();
    assertThat(trained.out()).contains("3 epochs", "validation accuracy", "test       accuracy");
    assertThat(trained.err()).contains("train: epoch ", " fields/s, ");

    Process process = start(train(arcs, killed), "killed");
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    while (!Files.exists(killed.resolve("metrics.jsonl")) && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    process.destroyForcibly().waitFor();
    assertThat(killed.resolve("checkpoint.safetensors")).exists();
    List<String> again = train(arcs, killed);
    again.add("--resume");
    Ran resumed = run(again);

    assertThat(resumed.code()).as(resumed.err()).isZero();
    for (String name : List.of("model.safetensors", "model.json", "confusion.json")) {
      assertThat(killed.resolve(name)).hasSameBinaryContentAs(whole.resolve(name));
    }

    Ran evaluated = run(words("evaluate", "--model", whole, "--input", arcs));
    assertThat(evaluated.code()).as(evaluated.err()).isZero();
    assertThat(evaluated.out()).contains("of 200 fields, split test", "Ankle boot");
    Path predictions = folder.resolve("predictions");
    Ran predicted =
        run(words("predict", "--model", whole, "--input", arcs, "--output", predictions));
    assertThat(predicted.out()).contains("800 fields into " + predictions);
  }

  private Ran fit(Path table, String setting) throws Exception {
    return run(
        words(
            "fit",
            "--config",
            HOME.resolve("conf/arc-fashion-mnist.yaml"),
            "--input",
            HOME.resolve("conf/sample/fashion-mnist"),
            "--output",
            table,
            "--set",
            "fit.stop.steps=20",
            "--set",
            "fit.family.decoder.steps=20",
            "--set",
            setting));
  }

  private static List<String> train(Path table, Path model) {
    return words(
        "train",
        "--config",
        HOME.resolve("conf/train-sample.yaml"),
        "--input",
        table,
        "--output",
        model,
        "--set",
        "train.epochs=3",
        "--set",
        "run.progress-seconds=1");
  }

  private static List<String> words(Object... words) {
    List<String> all = new ArrayList<>(List.of(HOME.resolve("deploy/anchorage").toString()));
    for (Object word : words) {
      all.add(word.toString());
    }
    if (!words[0].equals("fit")) {
      all.addAll(List.of("--master", "local[2]"));
    }
    return all;
  }

  private Process start(List<String> words, String name) throws IOException {
    ProcessBuilder process =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectOutput(folder.resolve(name + ".out").toFile())
            .redirectError(folder.resolve(name + ".err").toFile());
    process.environment().remove("SPARK_HOME");
    process.environment().putIfAbsent("JAVA_HOME", System.getProperty("java.home"));
    process.environment().put("ANCHORAGE_JAVA_OPTS", "-Danchorage.log=warn");
    return process.start();
  }

  private Ran run(List<String> words) throws Exception {
    int code = start(words, "run").waitFor();
    return new Ran(
        code,
        Files.readString(folder.resolve("run.out"), UTF_8),
        Files.readString(folder.resolve("run.err"), UTF_8));
  }
}
