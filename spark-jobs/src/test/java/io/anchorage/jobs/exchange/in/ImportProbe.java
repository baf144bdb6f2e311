package io.anchorage.jobs.exchange.in;

import io.anchorage.jobs.exchange.FieldForm;
import io.anchorage.jobs.storage.HadoopFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;

/** Reads one file as a task does. */
public final class ImportProbe {
  private static final HadoopFiles FILES = new HadoopFiles(new Configuration());

  private ImportProbe() {}

  /** How many fields an Arrow file holds. */
  public static long arrow(Path file, FieldForm form) throws IOException {
    long[] count = new long[1];
    new DescribedFields(new ArrowIn(), form)
        .read(
            FILES,
            new ForeignFile("one.arrow", file.toUri().toString(), Files.size(file), 0),
            row -> count[0]++);
    return count[0];
  }
}
