package io.anchorage.jobs.table;

import io.anchorage.UserException;
import io.anchorage.jobs.storage.Json;
import io.anchorage.jobs.table.manifest.Manifest;
import io.anchorage.jobs.table.manifest.ShardFile;
import io.anchorage.jobs.table.manifest.TableLayout;
import io.anchorage.jobs.table.manifest.TableSpec;
import io.anchorage.jobs.table.rows.FailureRow;
import io.anchorage.jobs.table.rows.FieldKey;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.jobs.table.rows.IdMap;
import io.anchorage.jobs.table.shard.ShardScan;
import java.util.ArrayList;
import java.util.List;

/**
 * Verifies everything that a table's manifest lists: that the files exist with the size, checksum
 * and number of rows given, that no field occurs twice, that each class has one number and one
 * name, that the recipe has the recorded hash, and that a sample of the fields can be
 * reconstructed.
 */
public final class TableVerifier {
  private final FieldTable table;
  private final Manifest manifest;
  private final List<String> problems = new ArrayList<>();
  private final ClassNumbers classes = new ClassNumbers();
  private final ImageTwins twins;
  private int files;

  private TableVerifier(FieldTable table) {
    this.table = table;
    this.manifest = table.manifest();
    this.twins = new ImageTwins(manifest);
  }

  /**
   * Verifies a table.
   *
   * @param sample which fields to reconstruct; null for none
   */
  public static Verification verify(FieldTable table, FieldSample sample) {
    return new TableVerifier(table).run(sample);
  }

  private Verification run(FieldSample sample) {
    checkRecipe();
    checkShared();
    table.fieldFiles().forEach(this::checkFile);
    table.failureFiles().forEach(this::checkFile);
    FieldSample.Finding finding = FieldSample.Finding.none();
    if (problems.isEmpty()) {
      checkRows();
    }
    if (problems.isEmpty() && sample != null) {
      finding = sample.check(table);
      problems.addAll(finding.problems());
    }
    return new Verification(
        files,
        manifest.fields(),
        manifest.failures(),
        finding.sampled(),
        finding.compared(),
        finding.largestDifference(),
        finding.changed(),
        twins.words(),
        problems);
  }

  private void checkRecipe() {
    TableSpec spec = manifest.spec();
    String hash = Json.hash(spec.recipe());
    if (!hash.equals(spec.recipeHash())) {
      problems.add(
          "the manifest's recipe has hash %s but recipe_hash is %s"
              .formatted(TableLayout.shortHash(hash), TableLayout.shortHash(spec.recipeHash())));
    }
  }

  private void checkShared() {
    if (manifest.shared() == null) {
      return;
    }
    files++;
    try {
      table.sharedParameters();
    } catch (UserException e) {
      problems.add(e.getMessage());
    }
  }

  private void checkFile(ShardFile file) {
    files++;
    new FileCheck(table.files()).problem(file).ifPresent(problems::add);
  }

  private void checkRows() {
    IdMap.Builder seen = IdMap.builder(manifest.fields() + manifest.failures());
    try (ShardScan<FieldSummary> scan = table.summaries()) {
      while (scan.hasNext()) {
        FieldSummary row = scan.next();
        checkOnce(seen, row.key());
        classes.add(row.label(), row.labelName());
        twins.add(row);
        if (!row.recipeHash().equals(manifest.spec().recipeHash())) {
          problems.add(
              "field %s was made by recipe %s"
                  .formatted(row.id(), TableLayout.shortHash(row.recipeHash())));
        }
      }
    }
    problems.addAll(classes.problems(manifest.labelNames()));
    try (ShardScan<FailureRow> scan = table.failures()) {
      while (scan.hasNext()) {
        checkOnce(seen, scan.next().key());
      }
    }
  }

  private void checkOnce(IdMap.Builder seen, FieldKey key) {
    if (!seen.add(key)) {
      problems.add("id %s (repeat %d) is there twice".formatted(key.id(), key.repeat()));
    }
  }
}
