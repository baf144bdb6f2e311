package io.anchorage.jobs.fit;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.fit.FitRequest.Mode;
import io.anchorage.jobs.source.Finding;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.Damage;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.FileCheck;
import io.anchorage.jobs.table.TablePublisher;
import io.anchorage.jobs.table.manifest.RunEntry;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a run finds at its output.
 *
 * @param table the table, without its damaged shards; null if it is yet to be made
 * @param damage the damaged shards, if the run is to repair the table
 */
record TableBefore(FieldTable table, Damage damage) {
  private static final Logger LOG = LoggerFactory.getLogger(TableBefore.class);

  /**
   * Checks a request's mode against its output before anything is read or written.
   *
   * @throws UserException if they do not go together
   */
  static void require(StorageFolder files, Mode mode) {
    if (mode == Mode.CREATE) {
      TablePublisher.requireEmpty(files);
    } else if (mode != Mode.INCREMENTAL && !TablePublisher.isTable(files)) {
      if (mode == Mode.REPAIR) {
        throw new UserException(
            Kind.INPUT, files.root() + " holds no field table: there is nothing to repair");
      }
      LOG.warn(
          "{} holds no field table yet: there is nothing to resume, it is begun", files.root());
      TablePublisher.requireEmpty(files);
    }
  }

  /**
   * Opens the table; the caller holds its lock. To repair a table, all its files are read.
   *
   * @param checks where files are read
   * @throws UserException if it was made with another recipe or of another dataset
   */
  static TableBefore open(
      StorageFolder files, Mode mode, FitSubject subject, String dataset, FileCheck.Checks checks)
      throws InterruptedException {
    if (!TablePublisher.isTable(files)) {
      return new TableBefore(null, Damage.none());
    }
    FieldTable found = FieldTable.open(files);
    found.requireRecipe(subject.recipe());
    TableSource.require(found.manifest(), files.root(), dataset);
    Damage damage = mode == Mode.REPAIR ? Damage.of(found, checks) : Damage.none();
    damage.problems().forEach(problem -> LOG.warn("{}: {}", files.root(), problem));
    return new TableBefore(damage.without(found), damage);
  }

  /** Class names by class number, none if there is no table. */
  List<String> labelNames() {
    return table == null ? List.of() : table.manifest().labelNames();
  }

  /** What a person should know of the damage. */
  Optional<Finding> finding() {
    return damage.shards().isEmpty()
        ? Optional.empty()
        : Optional.of(
            Finding.found(damage.words() + ", set aside in " + table.files().root() + "/_damaged"));
  }

  /** Tests whether a run that fits nothing and takes nothing out would have nothing to record. */
  boolean isUpToDate(ImageSource source, RunEntry entry) {
    if (table == null || !damage.shards().isEmpty()) {
      return false;
    }
    RunEntry last = table.manifest().lastRun();
    return last.status() == RunEntry.Status.COMPLETE
        && last.source().isSame(entry.source())
        && table.manifest().labelNames().equals(source.labelNames());
  }
}
