package io.anchorage.jobs.tune;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorage.jobs.cluster.SparkContexts;
import io.anchorage.jobs.config.JobConfigs;
import io.anchorage.jobs.fit.FitRequest.Split;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Searches for tests: 8 x 8 images of two classes, narrow fields, few steps. */
final class SmallSearches {
  private SmallSearches() {}

  static JavaSparkContext spark(String master) {
    return new JavaSparkContext(SparkContexts.settings(new SparkConf(), "tune", master));
  }

  /** Waves of various lengths, half of them across and half down. */
  static Path images(Path folder, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
      for (int p = 0; p < 64; p++) {
        double at = i % 2 == 0 ? p % 8 : p / 8;
        int grey = (int) Math.round(127.5 + 100 * Math.sin(at * (0.4 + 0.02 * i) + i));
        image.getRaster().setSample(p % 8, p / 8, 0, grey);
      }
      Path file = folder.resolve(i % 2 == 0 ? "across" : "down").resolve(i + ".png");
      Files.createDirectories(file.getParent());
      ImageIO.write(image, "png", file.toFile());
    }
    return folder;
  }

  /** A narrow SIREN, sixty steps. */
  static Tunable siren(String... more) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "source.dataset=waves",
                "fit.family.kind=siren",
                "fit.family.width=8",
                "fit.stop.steps=60"));
    settings.addAll(List.of(more));
    return tunable(settings);
  }

  static Tunable tunable(List<String> settings) {
    return Tunable.images(JobConfigs.load(null, settings));
  }

  /** A search over 24 images. */
  static TuneRequest request(Tunable tunable, Path input, Path output, double target) {
    return request(tunable, input, output, target, 0, 0, false);
  }

  static TuneRequest request(
      Tunable tunable,
      Path input,
      Path output,
      double target,
      double minutes,
      int partitions,
      boolean resume) {
    return new TuneRequest(
        tunable,
        input.toString(),
        output.toString(),
        new Goal(target, 0.9),
        24,
        Split.TRAIN,
        0,
        minutes,
        new TuneRequest.Limits("scalar", partitions, resume),
        List.of("anchorage", "tune"));
  }

  static TuneReport run(JavaSparkContext spark, TuneRequest request) {
    return TuneJob.run(
        spark, request, new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));
  }
}
