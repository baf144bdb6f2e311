package io.anchorage.jobs.fit;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.config.RunConfig;
import io.anchorage.jobs.source.Finding;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.TableImages;
import io.anchorage.jobs.table.TableImages.File;
import io.anchorage.jobs.table.TableImages.Image;
import io.anchorage.jobs.table.TableImages.State;
import io.anchorage.jobs.table.rows.FieldKey;
import io.anchorage.jobs.table.rows.IdMap;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * What a run does about images that its table already holds: those that failed and whose files have
 * changed since are tried again, and those that have other pixels or another class than when they
 * were fitted are refused, kept or fitted again. A file's size and time only raise the suspicion;
 * an image has changed if its pixels' hash has.
 */
final class Growth {
  private final FieldTable table;
  private final TableImages known;
  private final Selection selection;
  private final List<ItemRef> again = new ArrayList<>();
  private final List<ItemRef> renamed = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private IdMap dropped = IdMap.builder(0).build();
  private long present;
  private long suspects;

  private Growth(FieldTable table, Selection selection) {
    this.table = table;
    this.known = table == null ? null : table.images();
    this.selection = selection;
  }

  /**
   * Compares a dataset with a table.
   *
   * @param table null if it is yet to be made
   * @throws UserException if images have changed and {@code run.changed-images} refuses them
   * @throws CancellationException if the run is interrupted in the meantime
   */
  static Growth of(
      FieldTable table,
      ImageSource source,
      Selection selection,
      FitRequest request,
      JavaSparkContext spark,
      BooleanSupplier interrupted)
      throws InterruptedException {
    Growth growth = new Growth(table, selection);
    if (table != null) {
      growth.survey(source, request.retryFailures());
      growth.compareClasses(source, request.config().run().changedImages());
      growth.compare(source, request.config().run().changedImages(), spark, interrupted);
      growth.drop(request.prune() ? growth.gone(source, request) : List.of());
      if (!request.prune()) {
        growth.tellGone();
      }
    }
    return growth;
  }

  /** Tests whether an item need not be fitted. */
  boolean isDone(String id) {
    return known != null && known.state(id) != State.ABSENT && !dropped.contains(id, 0);
  }

  /** Returns the ids whose rows are taken out of the table before the run. */
  IdMap dropped() {
    return dropped;
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }

  private void survey(ImageSource source, boolean retryAll) {
    long left = 0;
    Iterator<ItemRef> items = selection.from(source.items());
    while (items.hasNext()) {
      ItemRef item = items.next();
      Image image = known.image(item.id());
      State state = image.state();
      present += state == State.ABSENT ? 0 : 1;
      if (state == State.FAILED && (retryAll || file(image, item) == File.OTHER)) {
        again.add(item);
      } else if (state == State.FAILED) {
        left++;
      } else if (isSuspect(image, item)) {
        suspects++;
      }
      String name = state == State.FITTED ? source.className(item) : null;
      if (name != null && !image.hasClass(name)) {
        renamed.add(item);
      }
    }
    if (!again.isEmpty()) {
      findings.add(Finding.found("failures that are tried again: " + again.size()));
    }
    if (left > 0) {
      findings.add(
          Finding.leftOut(
              "%s failed before and have not changed; --retry-failures tries them again"
                  .formatted(images(left))));
    }
  }

  private static File file(Image image, ItemRef item) {
    return image.file(item.stamp().bytes(), item.stamp().millis());
  }

  private static boolean isSuspect(Image image, ItemRef item) {
    return image.state() == State.FITTED && file(image, item) == File.OTHER;
  }

  private Iterator<ItemRef> suspects(ImageSource source) {
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(
                selection.from(source.items()), Spliterator.ORDERED),
            false)
        .filter(item -> isSuspect(known.image(item.id()), item))
        .iterator();
  }

  private void compare(
      ImageSource source,
      RunConfig.ChangedImages policy,
      JavaSparkContext spark,
      BooleanSupplier interrupted)
      throws InterruptedException {
    if (suspects == 0) {
      return;
    }
    ChangedImages.Result result =
        new ChangedImages(spark, source)
            .among(() -> suspects(source), suspects, table, interrupted);
    List<ItemRef> changed = result.changed();
    if (!changed.isEmpty()) {
      settle(changed, policy);
    }
    if (!result.unreadable().isEmpty()) {
      findings.add(
          Finding.leftOut(
              "%s can no longer be read, such as %s; the fields stay"
                  .formatted(images(result.unreadable().size()), result.unreadable().get(0).id())));
    }
    long same = suspects - changed.size() - result.unreadable().size();
    if (same > 0) {
      findings.add(
          Finding.found(
              "%s have another file size or time than before, but the same pixels"
                  .formatted(images(same))));
    }
  }

  private void compareClasses(ImageSource source, RunConfig.ChangedImages policy) {
    if (renamed.isEmpty()) {
      return;
    }
    ItemRef example = renamed.get(0);
    String what =
        "%s of the table have another class than in the dataset, such as %s: '%s' there, '%s' here"
            .formatted(
                images(renamed.size()),
                example.id(),
                table.find(example.id()).get(0).summary().labelName(),
                source.className(example));
    switch (policy) {
      case REFUSE ->
          throw new UserException(
              Kind.INPUT,
              what
                  + "; set run.changed-images to refit to fit them again, or to keep to leave their"
                  + " fields as they are; if the table was made with another source.class-from, set"
                  + " that");
      case KEEP -> findings.add(Finding.leftOut(what + "; the fields stay"));
      case REFIT -> {
        again.addAll(renamed);
        findings.add(Finding.found("images of another class, fitted again: " + renamed.size()));
      }
    }
  }

  private void settle(List<ItemRef> changed, RunConfig.ChangedImages policy) {
    ItemRef example = changed.get(0);
    switch (policy) {
      case REFUSE ->
          throw new UserException(
              Kind.INPUT,
              ("%s of %s have other pixels than when they were fitted, such as %s in %s%s: set"
                      + " run.changed-images to refit to fit them again, or to keep to leave their"
                      + " fields as they are")
                  .formatted(
                      images(changed.size()),
                      table.files().root(),
                      example.id(),
                      example.location(),
                      moved(changed)));
      case KEEP ->
          findings.add(
              Finding.leftOut(
                  "%s have other pixels than when they were fitted, such as %s; the fields stay"
                      .formatted(images(changed.size()), example.id())));
      case REFIT -> {
        again.addAll(changed);
        findings.add(Finding.found("images with other pixels, fitted again: " + changed.size()));
      }
    }
  }

  /** What several changed images in one file mean. */
  private static String moved(List<ItemRef> changed) {
    String location = changed.get(0).location();
    long there = changed.stream().filter(item -> item.location().equals(location)).count();
    return there > 1 ? " (%d of its rows have moved or were replaced)".formatted(there) : "";
  }

  private void drop(List<String> gone) {
    IdMap.Builder ids = IdMap.builder(again.size() + gone.size());
    again.forEach(item -> ids.add(new FieldKey(item.id(), 0)));
    gone.forEach(id -> ids.add(new FieldKey(id, 0)));
    dropped = ids.build();
  }

  private List<String> gone(ImageSource source, FitRequest request) {
    if (known.size() == present) {
      return List.of();
    }
    List<String> gone =
        new GoneImages(table, known).of(source, present, request.config().run().pruneBudget());
    findings.add(
        Finding.found(
            "%s that the dataset no longer has, such as %s: taken out"
                .formatted(images(gone.size()), gone.get(0))));
    return gone;
  }

  private void tellGone() {
    long gone = known.size() - present;
    if (selection.equals(Selection.all()) && gone > 0) {
      findings.add(
          Finding.leftOut(
              "%s of the table are no longer in the dataset; their rows stay"
                  .formatted(images(gone))));
    }
  }

  private static String images(long count) {
    return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? "image" : "images");
  }
}
