package io.anchorage.jobs.exchange.in;

import io.anchorage.UserException;
import io.anchorage.jobs.cluster.TaskFunction;
import io.anchorage.jobs.storage.ErrorText;
import io.anchorage.jobs.storage.HadoopFiles;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.manifest.ShardEntry;
import io.anchorage.jobs.table.rows.FailureRow;
import io.anchorage.jobs.table.rows.FieldKey;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.shard.ShardFormat;
import io.anchorage.jobs.table.shard.ShardWriter;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;

/**
 * Reads some files and writes their fields as one shard; runs on an executor. A file that cannot be
 * read is one failure and none of its fields is kept.
 */
final class ImportTask implements TaskFunction<Iterator<ForeignFile>, ImportTask.Imported> {
  private static final long serialVersionUID = 1;

  /** Rows are scored in batches of this many parameters, or of this many rows. */
  private static final int BATCH_NUMBERS = 4 << 20;

  private static final int BATCH_ROWS = 1024;

  /**
   * What a task did.
   *
   * @param shard its fields and failures; null if there was nothing new
   * @param psnr of the fields that were scored
   * @param own PSNR that the files say
   * @param failure the first failure's message; empty if there is none
   */
  record Imported(ShardEntry shard, PsnrCounts psnr, OwnPsnrs own, String failure)
      implements Serializable {}

  private final HadoopFiles files;
  private final FieldReader reader;
  private final ShardFormat format;
  private final StorageFolder table;
  private final String recipeHash;
  private final Shards shards;
  private final Scoring scoring;

  /** How shards are named. */
  sealed interface Shards extends Serializable {
    /** One for each file, named by it. */
    record OfFiles() implements Shards {}

    /**
     * One for each bucket and run; what earlier runs put into the bucket is passed over.
     *
     * @param buckets their number
     * @param run the run's number
     */
    record OfBuckets(int buckets, int run) implements Shards {
      /** What the names of a bucket's shards begin with. */
      String prefix(int bucket) {
        return "b%05dof%05d-".formatted(bucket, buckets);
      }
    }
  }

  /**
   * The work of a run.
   *
   * @param scoring null for none
   */
  ImportTask(
      HadoopFiles files,
      FieldReader reader,
      ShardFormat format,
      StorageFolder table,
      String recipeHash,
      Shards shards,
      Scoring scoring) {
    this.files = files;
    this.reader = reader;
    this.format = format;
    this.table = table;
    this.recipeHash = recipeHash;
    this.shards = shards;
    this.scoring = scoring;
  }

  @Override
  public String words() {
    return "import fields";
  }

  @Override
  public boolean isWorthRetrying(UserException error) {
    return error.kind() == UserException.Kind.OUTPUT;
  }

  @Override
  public Imported call(Iterator<ForeignFile> found, TaskContext context) {
    List<ForeignFile> all = new ArrayList<>();
    found.forEachRemaining(all::add);
    if (all.isEmpty()) {
      return new Imported(null, new PsnrCounts(), new OwnPsnrs(), "");
    }
    all.sort(Comparator.comparing(ForeignFile::path));
    String name = all.get(0).shard();
    Set<FieldKey> present = new HashSet<>();
    if (shards instanceof Shards.OfBuckets buckets) {
      String prefix = buckets.prefix(context.partitionId());
      name = prefix + buckets.run();
      present = present(prefix);
    }
    Map<String, String> bad = new HashMap<>();
    while (true) {
      Attempt attempt = new Attempt(name, all, present, bad, context);
      if (attempt.run()) {
        return attempt.imported();
      }
    }
  }

  private Set<FieldKey> present(String prefix) {
    FieldTable opened = FieldTable.open(table);
    Set<FieldKey> keys = new HashSet<>();
    for (ShardEntry shard : opened.manifest().shards()) {
      if (shard.name().startsWith(prefix)) {
        keys.addAll(opened.keys(shard));
      }
    }
    return keys;
  }

  /** Writes the shard with all files but those that are known to be bad. */
  private final class Attempt {
    private final String name;
    private final List<ForeignFile> all;
    private final Map<String, String> bad;
    private final TaskContext context;
    private final Set<FieldKey> seen;
    private final List<FieldRow> waiting = new ArrayList<>();
    private final PsnrCounts psnr = new PsnrCounts();
    private final OwnPsnrs own = new OwnPsnrs();
    private ShardEntry shard;
    private long numbers;
    private long taken;

    Attempt(
        String name,
        List<ForeignFile> all,
        Set<FieldKey> present,
        Map<String, String> bad,
        TaskContext context) {
      this.name = name;
      this.all = all;
      this.bad = bad;
      this.context = context;
      this.seen = new HashSet<>(present);
    }

    /** Returns false if a file turned out to be bad after some of its fields were taken. */
    boolean run() {
      try (ShardWriter writer = ShardWriter.open(format, name)) {
        for (ForeignFile file : all) {
          if (context.isInterrupted()) {
            throw new TaskKilledException("called off");
          }
          if (seen.contains(reader.key(file))) {
            continue;
          }
          if (!bad.containsKey(file.path()) && !read(file, writer)) {
            return false;
          }
          if (bad.containsKey(file.path()) && seen.add(reader.key(file))) {
            writer.write(failure(file, bad.get(file.path())));
          }
        }
        flush(writer);
        shard = writer.finish();
        return true;
      }
    }

    private boolean read(ForeignFile file, ShardWriter writer) {
      long before = taken;
      try {
        reader.read(files, file, row -> take(row, file, writer));
        return true;
      } catch (IOException e) {
        bad.put(file.path(), ErrorText.firstLine(e));
        return taken == before;
      }
    }

    private void take(FieldRow row, ForeignFile file, ShardWriter writer) throws IOException {
      if (!seen.add(row.key())) {
        throw new IOException(
            "%s holds field %s (repeat %d), which is there already"
                .formatted(file.path(), row.summary().id(), row.summary().repeat()));
      }
      taken++;
      if (scoring == null) {
        own.add(row.summary().psnr(), Double.NaN);
        writer.write(row);
        return;
      }
      waiting.add(row);
      numbers += row.field().numbers();
      if (numbers >= BATCH_NUMBERS || waiting.size() >= BATCH_ROWS) {
        flush(writer);
      }
    }

    private void flush(ShardWriter writer) {
      if (waiting.isEmpty()) {
        return;
      }
      List<FieldRow> scored = scoring.scored(waiting);
      for (int i = 0; i < scored.size(); i++) {
        FieldRow row = scored.get(i);
        writer.write(row);
        boolean compared = !row.summary().pixelHash().isEmpty();
        if (compared) {
          psnr.add(row.summary().psnr());
        }
        own.add(waiting.get(i).summary().psnr(), compared ? row.summary().psnr() : Double.NaN);
      }
      waiting.clear();
      numbers = 0;
    }

    private FailureRow failure(ForeignFile file, String message) {
      FieldKey key = reader.key(file);
      return new FailureRow(
          key.id(),
          reader.split(file),
          key.repeat(),
          "read",
          "BadFile",
          message,
          recipeHash,
          file.bytes(),
          file.millis());
    }

    Imported imported() {
      boolean none = shard.fields() == null && shard.failures() == null;
      String failure = bad.isEmpty() ? "" : bad.values().iterator().next();
      return new Imported(none ? null : shard, psnr, own, failure);
    }
  }
}
