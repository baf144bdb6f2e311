package io.anchorage.jobs.fit;

import io.anchorage.UserException;
import io.anchorage.fit.Engine;
import io.anchorage.fit.Engines;
import io.anchorage.fit.start.StartFamily;
import io.anchorage.jobs.cluster.ExecutorEngines;
import io.anchorage.jobs.config.Recipe;
import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.jobs.fit.FitRequest.Mode;
import io.anchorage.jobs.source.Finding;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.NumberedClasses;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.Damage;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.TableImages;
import io.anchorage.jobs.table.TablePublisher;
import io.anchorage.signal.SignalConfig.ValueRange;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.hadoop.conf.Configuration;

/**
 * What a request would find and do. The input is listed and a few images are fitted, to say what
 * all of them would take; nothing is written.
 *
 * @param dataset the dataset's name
 * @param findings what a person should know of the dataset
 * @param selected selected items by split, in the source's order of splits
 * @param labelNames class names by class number
 * @param unit plural noun for what would be fitted
 * @param table what lies at the output path; null if nothing does
 * @param refusal why the request would end before its first fit; null if it would not
 * @param forecast what it would take; null if that was not found out
 */
public record DryRun(
    String dataset,
    List<Finding> findings,
    Map<String, Long> selected,
    List<String> labelNames,
    String unit,
    Table table,
    String refusal,
    Forecast forecast) {

  /**
   * A table at the output path.
   *
   * @param present selected items that the table already holds, as fields or as failures
   */
  public record Table(String path, long fields, long failures, long present) {}

  /**
   * Looks at a request's input and output, and fits images for two seconds to say what all of them
   * would take.
   *
   * @param cores of this machine that would work at once; 0 if the job would run elsewhere
   * @throws UserException if the input cannot be opened, or a learnt start is not there
   */
  public static DryRun of(Configuration hadoop, FitRequest request, int cores) {
    FitRequest named = StartFile.named(request, hadoop);
    ImageSubject subject = new ImageSubject(named.config());
    return of(
        hadoop, named, subject, (source, known) -> forecast(named, subject, source, known, cores));
  }

  /** Says what the items of a source that a table does not hold would take. */
  private interface Forecaster {
    Forecast of(ImageSource source, TableImages known);
  }

  private static Forecast forecast(
      FitRequest request, ImageSubject subject, ImageSource source, TableImages known, int cores) {
    ToDoubleFunction<ItemRef> predicted = subject.seconds(request.engineName());
    TaskPlanner planner =
        new TaskPlanner(
            request.selection(),
            id -> known != null && known.state(id) != TableImages.State.ABSENT,
            predicted);
    int slots = Math.max(1, cores);
    TaskPlan plan =
        request.partitions() > 0
            ? planner.into(source::items, request.partitions())
            : planner.byTime(
                source::items,
                request.config().run().taskSeconds(),
                slots,
                subject.fit().repeats());
    boolean isKnown =
        request.config().signal().values() == ValueRange.STANDARDISED_DATASET
            || StartFamily.isLearnt(subject.fit());
    if (plan.images() == 0 || isKnown) {
      return new Forecast(plan.tasks().size(), cores, Double.NaN, Double.NaN, false);
    }
    Engine engine = ExecutorEngines.of(request.engineName());
    Signals signals =
        Signals.of(Recipe.of(request.config()), Map.of(), request.config().source().channels());
    double expected = plan.tasks().stream().mapToDouble(PlannedTask::seconds).sum();
    Calibration.Measured measured =
        new Calibration(subject.fit(), engine, predicted)
            .measure(source, signals, plan)
            .orElse(new Calibration.Measured(Double.NaN, Double.NaN));
    return new Forecast(
        plan.tasks().size(),
        cores,
        measured.ratio() * expected / Math.min(slots, Math.max(1, plan.images())),
        measured.fieldBytes() * plan.images() * subject.fit().repeats(),
        request.decoder() == null
            && known == null
            && Engines.preparation(subject.fit(), engine).isPresent());
  }

  /**
   * Looks at the input and output of a request for the given subject.
   *
   * @throws UserException if the input cannot be opened
   */
  public static DryRun of(Configuration hadoop, FitRequest request, FitSubject subject) {
    return of(hadoop, request, subject, (source, known) -> null);
  }

  private static DryRun of(
      Configuration hadoop, FitRequest request, FitSubject subject, Forecaster forecaster) {
    StorageFolder files = StorageFolder.at(request.output(), hadoop);
    FieldTable found = TablePublisher.isTable(files) ? FieldTable.open(files) : null;
    Damage damage =
        found != null && request.mode() == Mode.REPAIR ? Damage.of(found) : Damage.none();
    FieldTable table = damage.without(found);
    SourceConfig config = request.config().source();
    ImageSource images =
        subject.open(
            table == null ? config : TableSource.of(config, table.manifest()),
            request.input(),
            hadoop);
    ImageSource source =
        subject.items(
            NumberedClasses.of(images, table == null ? List.of() : table.manifest().labelNames()));
    TableImages known = table == null ? null : table.images();
    Selection selection = request.selection().of(subject::itemsOf);
    Map<String, Long> selected = new LinkedHashMap<>();
    long present = 0;
    for (Iterator<ItemRef> items = selection.from(source.items()); items.hasNext(); ) {
      ItemRef item = items.next();
      selected.merge(item.split(), 1L, Long::sum);
      present += known != null && known.state(item.id()) != TableImages.State.ABSENT ? 1 : 0;
    }
    String refusal = refusal(request, subject, source.dataset(), files, table);
    return new DryRun(
        source.dataset(),
        findings(source, damage),
        selected,
        source.labelNames(),
        subject.unit(),
        table == null
            ? null
            : new Table(
                files.root(), table.manifest().fields(), table.manifest().failures(), present),
        refusal,
        refusal == null ? forecaster.of(source, known) : null);
  }

  private static List<Finding> findings(ImageSource source, Damage damage) {
    List<Finding> findings = new ArrayList<>(source.findings());
    if (!damage.shards().isEmpty()) {
      findings.add(Finding.found(damage.words() + ", which a run sets aside"));
    }
    return findings;
  }

  private static String refusal(
      FitRequest request,
      FitSubject subject,
      String dataset,
      StorageFolder files,
      FieldTable table) {
    try {
      if (request.mode() == Mode.CREATE || table == null) {
        TablePublisher.requireEmpty(files);
      } else {
        table.requireRecipe(subject.recipe());
        TableSource.require(table.manifest(), files.root(), dataset);
      }
      return null;
    } catch (UserException e) {
      return e.getMessage();
    }
  }

  /** The number of items that would be fitted. */
  public long remaining() {
    return selected.values().stream().mapToLong(Long::longValue).sum()
        - (table == null ? 0 : table.present());
  }
}
