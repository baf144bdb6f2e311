package io.anchorage.jobs.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorage.fuzz.Target;
import io.anchorage.jobs.cluster.SparkContexts;
import io.anchorage.jobs.config.JobConfigs;
import io.anchorage.jobs.exchange.FieldForm;
import io.anchorage.jobs.exchange.in.ImportProbe;
import io.anchorage.jobs.exchange.out.ExportJob;
import io.anchorage.jobs.exchange.out.ExportRequest;
import io.anchorage.jobs.fit.FitRequest;
import io.anchorage.jobs.fit.QuietFit;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.FieldTable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Arrow's IPC files as export writes them: SIRENs, whose lists have a fixed size, with curves,
 * whose lists have offsets and of which some are missing.
 *
 * @param file where a damaged file is put
 * @param form of the table that the files are of
 */
record ArrowTarget(Path file, FieldForm form, List<byte[]> seeds) implements Target {
  private static final long FIXED = 8L << 20;
  private static final long FOR_A_BYTE = 1024;

  /** Fits a small table in a folder, exports it, and takes its files for seeds. */
  static ArrowTarget in(Path folder) throws IOException {
    Path images = Files.createDirectories(folder.resolve("images/cat"));
    for (int i = 0; i < 5; i++) {
      Files.write(images.resolve(i + ".png"), DatasetTargets.png(i));
    }
    String table = folder.resolve("table").toString();
    Path files = folder.resolve("files");
    try (JavaSparkContext spark = SparkContexts.open("fuzz", "local[1]")) {
      QuietFit.run(
          spark,
          FitRequest.of(
              JobConfigs.load(
                  null,
                  List.of(
                      "fit.family={kind: siren, width: 4}",
                      "fit.stop.steps=2",
                      "fit.curve-at=[1]")),
              folder.resolve("images").toString(),
              table));
      ExportJob.run(
          spark,
          new ExportRequest(table, files.toString(), "arrow", "", 3, false),
          new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));
    }
    FieldForm form =
        new FieldForm(FieldTable.open(StorageFolder.at(table, new Configuration())).manifest(), 3);
    return new ArrowTarget(
        folder.resolve("one.arrow"),
        form,
        List.of(
            Files.readAllBytes(files.resolve("part-00000.arrow")),
            Files.readAllBytes(files.resolve("part-00001.arrow"))));
  }

  @Override
  public String name() {
    return "arrow";
  }

  @Override
  public List<byte[]> words() {
    return FileTarget.bytes("ARROW1", "\u007f\u007f\u007f\u007f", "item", "parameters");
  }

  @Override
  public void read(byte[] content) throws IOException {
    Files.write(file, content);
    ImportProbe.arrow(file, form);
  }

  @Override
  public boolean refuses(Exception thrown) {
    return thrown instanceof IOException;
  }

  @Override
  public long allowedBytes(byte[] content) {
    return FIXED + FOR_A_BYTE * content.length;
  }
}
