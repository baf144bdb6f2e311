package io.anchorage.bench.quality;

import io.anchorage.bench.BenchImages;
import io.anchorage.bench.SmoothMaps;
import io.anchorage.bench.quality.QualityRow.Of;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The rows of the table. */
final class QualityRows {
  private static final int FASHION_MNIST = 60_000;
  private static final int CROPS = 600;

  private final Path conf;

  QualityRows(Path home) {
    this.conf = home.resolve("conf");
  }

  /**
   * All rows.
   *
   * @param photograph an RGB picture; the rows that need one are left out if it is empty
   */
  List<QualityRow> all(Path home, Optional<Path> photograph) {
    QualityImages fashion = new QualityImages(BenchImages.fashionMnist(home));
    List<QualityRow> rows = new ArrayList<>();
    rows.add(
        row("siren-56", "SIREN 2-32-32-1, 28x28", 56.5, Of.MEAN, fashion, FASHION_MNIST)
            .of("siren-fashion-mnist.yaml", "siren-fashion-mnist-fast.yaml"));
    rows.add(
        row("siren-35", "SIREN 2-32-32-1, 28x28", 35, Of.MEAN, fashion, FASHION_MNIST)
            .of("experiments/quality/siren-35.yaml"));
    rows.add(
        row("siren-30", "SIREN 2-32-32-1, 28x28", 30, Of.MEAN, fashion, FASHION_MNIST)
            .of("experiments/quality/siren-30.yaml"));
    rows.add(
        row("arc-28", "ARC, 39 latents of 32, 28x28", 28.06, Of.MEAN, fashion, FASHION_MNIST)
            .of("arc-fashion-mnist.yaml", "arc-fashion-mnist-fast.yaml"));
    rows.add(
        row(
                "maps",
                "SIREN 2-256-256-256-256-96, a smooth map of 32x32x96",
                30,
                Of.EACH,
                QualityImages.stretched(SmoothMaps.draw(2, 32, 96)),
                1)
            .of("experiments/quality/map-30.yaml"));
    photograph.ifPresent(file -> photographs(file, rows));
    return List.copyOf(rows);
  }

  private void photographs(Path file, List<QualityRow> rows) {
    rows.add(
        row(
                "crops",
                "SIREN 2-64-64-3, 32x32 RGB",
                30,
                Of.EACH,
                QualityImages.crops(file, 32, CROPS),
                FASHION_MNIST)
            .of("experiments/quality/crops-30.yaml"));
    QualityImages whole = QualityImages.photograph(file);
    rows.add(
        row("photograph", "SIREN 2-256-256-256-3, a photograph", 35, Of.MEAN, whole, 1)
            .of("experiments/quality/photograph-35.yaml"));
  }

  private Builder row(
      String name, String title, double target, Of of, QualityImages images, int whole) {
    return files ->
        new QualityRow(
            name,
            title,
            target,
            of,
            Stream.of(files).map(file -> RecipeFile.read(conf.resolve(file))).toList(),
            images,
            whole);
  }

  /** Completes a row with its recipes. */
  private interface Builder {
    QualityRow of(String... files);
  }
}
