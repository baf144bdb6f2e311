package io.anchorage.jobs.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.jobs.config.JobConfig;
import io.anchorage.jobs.fit.FitRequest.Mode;
import io.anchorage.jobs.source.Finding;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.jobs.table.shard.ShardScan;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.spark.api.java.JavaSparkContext;

/** A small dataset that grows in a folder {@code pets}, and the table {@code t} that follows it. */
public final class Pets {
  private final JavaSparkContext spark;
  private final Path folder;

  public Pets(JavaSparkContext spark, Path folder) {
    this.spark = spark;
    this.folder = folder;
  }

  /** Writes four images of one class. */
  public void fourImages() throws IOException {
    for (int i = 0; i < 4; i++) {
      image("cat/" + i + ".png", i);
    }
  }

  /** Writes an image of its own pixels for each seed. */
  public void image(String path, int seed) throws IOException {
    BufferedImage image = new BufferedImage(9, 8, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 72; i++) {
      image.getRaster().setSample(i % 9, i / 9, 0, (seed * 37 + i * 11) & 0xFF);
    }
    Path file = file(path);
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
  }

  public Path file(String path) {
    return folder.resolve("pets").resolve(path);
  }

  static JobConfig config(String... settings) {
    List<String> all = new ArrayList<>(List.of("source.dataset=''"));
    all.addAll(List.of(settings));
    return Fits.config(all.toArray(String[]::new));
  }

  FitRequest request(Path table, Mode mode, String... settings) {
    return FitRequest.of(config(settings), folder.resolve("pets").toString(), table.toString())
        .withMode(mode);
  }

  /** Brings the table up to date. */
  public FitReport night(String... settings) {
    return Fits.run(spark, request(path(), Mode.INCREMENTAL, settings));
  }

  /** Brings the table up to date and takes out what is gone. */
  public FitReport pruned(String... settings) {
    return Fits.run(spark, request(path(), Mode.INCREMENTAL, settings).withPrune(true));
  }

  /** The hash of a table that is made of the dataset as it is now. */
  public String freshHash(String... settings) {
    Path fresh = folder.resolve("fresh");
    Fits.run(spark, request(fresh, Mode.CREATE, settings));
    return Fits.hash(fresh);
  }

  public Path path() {
    return folder.resolve("t");
  }

  public FieldTable table() {
    return Fits.table(path());
  }

  /** The table's rows by id; each must be there once. */
  public Map<String, FieldSummary> rows() {
    Map<String, FieldSummary> rows = new LinkedHashMap<>();
    try (ShardScan<FieldSummary> scan = table().summaries()) {
      scan.forEachRemaining(row -> assertThat(rows.put(row.id(), row)).isNull());
    }
    return rows;
  }

  static List<String> said(FitReport report) {
    return report.findings().stream().map(Finding::text).toList();
  }
}
