package io.anchorage.jobs.allcnn;

import io.anchorage.jobs.allcnn.maps.MapTable;
import io.anchorage.jobs.report.TableSubject;
import io.anchorage.jobs.report.Targets;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.FieldSample;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.TableFamily;
import io.anchorage.jobs.table.TableVerifier;
import io.anchorage.jobs.table.Verification;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;

/** Tables of SIRENs that experiments learnt, as their readers find them. */
public final class LearntTables {
  private static final Configuration HADOOP = new Configuration();

  private LearntTables() {}

  public static FieldTable open(Path folder) {
    return FieldTable.open(StorageFolder.at(folder.toString(), HADOOP));
  }

  /** As {@code verify --sample} does. */
  public static Verification verified(FieldTable table, int sample) {
    TableSubject subject = MapTable.of(table).orElseThrow();
    TableFamily family = subject.family();
    Targets targets = subject.targets(null, HADOOP);
    return TableVerifier.verify(
        table,
        new FieldSample(
            family.family(), family.recipe().fit().family(), family.shared(), targets, 1, sample));
  }

  /** As {@code decode --sheet} does. */
  public static Targets.Sheet sheet(FieldTable table, int images) {
    return MapTable.of(table).orElseThrow().targets(null, HADOOP).sheet(images);
  }
}
