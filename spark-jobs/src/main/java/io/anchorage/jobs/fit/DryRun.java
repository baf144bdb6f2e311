package io.anchorage.jobs.fit;

import io.anchorage.UserException;
import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.jobs.fit.FitRequest.Mode;
import io.anchorage.jobs.fit.FitRequest.Selection;
import io.anchorage.jobs.source.Finding;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.NumberedClasses;
import io.anchorage.jobs.source.open.ImageSources;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.TableImages;
import io.anchorage.jobs.table.TablePublisher;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/**
 * What a request would find and do. The input is listed, but no image is decoded; nothing is
 * written.
 *
 * @param dataset the dataset's name
 * @param findings what a person should know of the dataset
 * @param selected selected items by split, in the source's order of splits
 * @param labelNames class names by class number
 * @param unit plural noun for what would be fitted
 * @param table what lies at the output path; null if nothing does
 * @param refusal why the request would end before its first fit; null if it would not
 */
public record DryRun(
    String dataset,
    List<Finding> findings,
    Map<String, Long> selected,
    List<String> labelNames,
    String unit,
    Table table,
    String refusal) {

  /**
   * A table at the output path.
   *
   * @param present selected items that the table already holds, as fields or as failures
   */
  public record Table(String path, long fields, long failures, long present) {}

  /**
   * Looks at a request's input and output.
   *
   * @throws UserException if the input cannot be opened, or a learnt start is not there
   */
  public static DryRun of(Configuration hadoop, FitRequest request) {
    FitRequest named = StartFile.named(request, hadoop);
    return of(hadoop, named, new ImageSubject(named.config()));
  }

  /**
   * Looks at the input and output of a request for the given subject.
   *
   * @throws UserException if the input cannot be opened
   */
  public static DryRun of(Configuration hadoop, FitRequest request, FitSubject subject) {
    StorageFolder files = StorageFolder.at(request.output(), hadoop);
    FieldTable table = TablePublisher.isTable(files) ? FieldTable.open(files) : null;
    SourceConfig config = request.config().source();
    ImageSource images =
        ImageSources.open(
            table == null ? config : TableSource.of(config, table.manifest()),
            request.input(),
            hadoop,
            subject.fit().seed());
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
    return new DryRun(
        source.dataset(),
        source.findings(),
        selected,
        source.labelNames(),
        subject.unit(),
        table == null
            ? null
            : new Table(
                files.root(), table.manifest().fields(), table.manifest().failures(), present),
        refusal(request, subject, source.dataset(), files, table));
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
