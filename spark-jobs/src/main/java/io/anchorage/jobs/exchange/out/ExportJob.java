package io.anchorage.jobs.exchange.out;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.cluster.Interruption;
import io.anchorage.jobs.cluster.TaskStream;
import io.anchorage.jobs.exchange.FieldForm;
import io.anchorage.jobs.progress.ProgressDisplay;
import io.anchorage.jobs.progress.StepProgress;
import io.anchorage.jobs.progress.Terminal;
import io.anchorage.jobs.storage.FolderLock;
import io.anchorage.jobs.storage.Json;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.manifest.Manifest;
import io.anchorage.jobs.table.manifest.ShardEntry;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.jobs.table.shard.ShardScan;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;

/** Writes a table's fields in another format: the job behind the {@code export} command. */
public final class ExportJob {
  /** What was exported, and its files; there when all of them are. */
  public static final String DONE = "export.json";

  /** What is being exported: there from the beginning to the end. */
  private static final String BEGUN = "_export.json";

  private static final int PROGRESS_SECONDS = 10;

  private final JavaSparkContext spark;
  private final ExportRequest request;
  private final Interruption interruption;
  private final PrintStream progress;
  private final StorageFolder source;
  private final StorageFolder files;
  private final OutFormat format;

  private ExportJob(
      JavaSparkContext spark,
      ExportRequest request,
      Interruption interruption,
      PrintStream progress) {
    this.spark = spark;
    this.request = request;
    this.interruption = interruption;
    this.progress = progress;
    this.format = OutFormats.named(request.format());
    this.source = StorageFolder.at(request.input(), spark.hadoopConfiguration());
    this.files = StorageFolder.at(request.output(), spark.hadoopConfiguration());
  }

  /**
   * Runs one request and returns when its files are written.
   *
   * @param progress gets a progress bar if it is a terminal, otherwise an occasional line
   * @throws UserException for every error that the user can fix
   */
  public static ExportReport run(
      JavaSparkContext spark, ExportRequest request, PrintStream progress) {
    try (Interruption interruption = Interruption.install()) {
      return new ExportJob(spark, request, interruption, progress).run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The export was interrupted", e);
    }
  }

  /** The names of the formats, each with a line about it. */
  public static SortedMap<String, String> formats() {
    SortedMap<String, String> words = new TreeMap<>();
    OutFormats.all().forEach(format -> words.put(format.name(), format.words()));
    return words;
  }

  private ExportReport run() throws InterruptedException {
    FieldTable table = FieldTable.open(source);
    Manifest manifest = table.manifest();
    FieldForm form = new FieldForm(manifest, channels(table));
    format.require(form, source.root());
    int perFile = request.perFile() > 0 ? request.perFile() : fieldsPerFile(manifest);
    List<ExportPart> parts =
        format.inOrder()
            ? OrderedPlan.parts(table, request.split(), perFile)
            : ExportPlan.parts(manifest.shards(), perFile);
    byte[] plan = Json.page(plan(manifest, perFile));
    requireOutput(plan);
    try (FolderLock lock = FolderLock.acquire(files, spark.sc().applicationId())) {
      lock.ensureHeld();
      files.put(BEGUN, plan);
      return run(table, form, parts);
    }
  }

  private int channels(FieldTable table) {
    try (ShardScan<FieldSummary> rows = table.summaries()) {
      if (!rows.hasNext()) {
        throw new UserException(
            Kind.INPUT, source.root() + " holds no fields; give a table that has some");
      }
      return rows.next().channels();
    }
  }

  private int fieldsPerFile(Manifest manifest) {
    long bytes = 0;
    for (ShardEntry shard : manifest.shards()) {
      bytes += shard.fields() == null ? 0 : shard.fields().bytes();
    }
    return ExportPlan.fieldsPerFile(format.fileBytes(), bytes / Math.max(1, manifest.fields()));
  }

  /** What determines the files: two exports with the same plan write the same. */
  private Map<String, Object> plan(Manifest manifest, int perFile) {
    Map<String, Object> plan = new LinkedHashMap<>();
    plan.put("format", format.name());
    plan.put("table_id", manifest.tableId());
    plan.put("split", request.split());
    plan.put("fields_per_file", perFile);
    plan.put(
        "shards",
        manifest.shards().stream()
            .filter(shard -> shard.fields() != null)
            .map(shard -> shard.fields().sha256())
            .sorted()
            .toList());
    return plan;
  }

  /** Checks the output before anything is written. */
  private void requireOutput(byte[] plan) {
    List<String> there = files.list("");
    if (there.isEmpty() || (there.size() == 1 && there.get(0).startsWith("_lock"))) {
      return;
    }
    if (!request.resume()) {
      throw new UserException(
          Kind.OUTPUT,
          "%s is there already (it holds %s); choose another --output, or continue an export by --resume"
              .formatted(files.root(), there.get(0)));
    }
    if (there.contains(DONE)) {
      throw new UserException(
          Kind.OUTPUT,
          "%s is a complete export, with nothing to continue; choose another --output"
              .formatted(files.root()));
    }
    if (!there.contains(BEGUN)) {
      throw new UserException(
          Kind.OUTPUT,
          "%s holds no export that could be continued (it holds %s); choose another --output"
              .formatted(files.root(), there.get(0)));
    }
    if (!Arrays.equals(files.content(BEGUN), plan)) {
      throw new UserException(
          Kind.OUTPUT,
          "%s is an export of another table, split, format or --shard-size, or the table has changed since; choose another --output"
              .formatted(files.root()));
    }
  }

  private ExportReport run(FieldTable table, FieldForm form, List<ExportPart> parts)
      throws InterruptedException {
    SortedMap<Integer, WrittenPart> written = new TreeMap<>();
    List<String> there = files.list("");
    List<ExportPart> missing = new ArrayList<>();
    for (ExportPart part : parts) {
      if (there.contains(part.note())) {
        written.put(part.index(), WrittenPart.read(files, part));
      } else {
        missing.add(part);
      }
    }
    int present = written.size();
    long start = System.nanoTime();
    long[] bytes = new long[1];
    if (!missing.isEmpty()) {
      share(table);
      write(missing, new ExportTask(source, files, format, form, request.split()), written, bytes);
    }
    boolean complete = written.size() == parts.size();
    double seconds = (System.nanoTime() - start) * 1e-9;
    List<WrittenPart> all = written.values().stream().filter(part -> part.rows() > 0).toList();
    long fields = all.stream().mapToLong(WrittenPart::rows).sum();
    if (complete) {
      if (fields == 0) {
        throw new UserException(
            Kind.INPUT,
            "%s has no fields of split %s; give another --split, or none"
                .formatted(source.root(), request.split()));
      }
      format.beside(form).forEach(files::put);
      finish(table.manifest(), parts, all, fields);
    }
    return new ExportReport(
        files.root(),
        fields,
        all.size(),
        all.stream().mapToLong(WrittenPart::bytes).sum(),
        present,
        bytes[0],
        seconds,
        !complete);
  }

  /** Copies the file of shared parameters, without which the fields mean nothing. */
  private void share(FieldTable table) {
    byte[] shared = table.sharedParameters();
    if (shared != null) {
      files.put(table.manifest().shared().path(), shared);
    }
  }

  private void write(
      List<ExportPart> parts,
      ExportTask task,
      SortedMap<Integer, WrittenPart> written,
      long[] bytes)
      throws InterruptedException {
    int of = Math.toIntExact(parts.stream().mapToLong(ExportPart::rows).sum());
    int[] done = new int[1];
    StepProgress steps = new StepProgress("export", "fields");
    steps.at(0, of, Double.NaN);
    ProgressDisplay display =
        ProgressDisplay.show(progress, Terminal.isInteractive(), PROGRESS_SECONDS, steps);
    try (TaskStream<WrittenPart> stream = TaskStream.start(spark, parts, task)) {
      stream.forEach(
          interruption::requested,
          (index, part) -> {
            written.put(part.index(), part);
            bytes[0] += part.bytes();
            done[0] += (int) parts.get(index).rows();
            steps.at(done[0], of, Double.NaN);
          });
    } finally {
      display.close();
    }
  }

  private void finish(
      Manifest manifest, List<ExportPart> parts, List<WrittenPart> written, long fields) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("format", format.name());
    tree.put("split", request.split());
    tree.put("fields", fields);
    tree.put("table", source.absolute(request.input()));
    tree.put("table_id", manifest.tableId());
    tree.put("recipe_hash", manifest.spec().recipeHash());
    if (manifest.shared() != null) {
      tree.put("shared_parameters", manifest.shared().path());
    }
    tree.put("arguments", request.arguments());
    tree.put("files", written.stream().map(WrittenPart::tree).toList());
    if (format instanceof OutFormat.FileEach each) {
      tree.put("files", List.of(each.listName()));
      ListedFiles.merge(files, each.listName(), written);
    }
    files.put(DONE, Json.page(tree));
    parts.forEach(part -> files.deleteQuietly(part.note()));
    files.list("").stream()
        .filter(name -> name.startsWith("_part-") || name.startsWith(ListedFiles.PREFIX))
        .forEach(files::deleteQuietly);
    files.deleteQuietly(BEGUN);
  }
}
