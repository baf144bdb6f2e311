package io.anchorage.jobs.tune;

import io.anchorage.fit.FieldOutcome;
import io.anchorage.jobs.cluster.TaskFunction;
import io.anchorage.jobs.cluster.TaskStream;
import io.anchorage.jobs.fit.ItemSignals;
import io.anchorage.jobs.fit.Work;
import io.anchorage.jobs.fit.WorkReader;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Signal;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Reads the images that were drawn, to learn which of them can be used, their sizes and classes.
 */
final class SurveyTask implements TaskFunction<SurveyTask.Part, List<SurveyTask.Seen>> {
  private static final long serialVersionUID = 1;

  private final Broadcast<Images> images;

  /** What all tasks read. */
  record Images(ImageSource source, ItemSignals targets) implements Serializable {}

  /** What one task reads. */
  record Part(List<ItemRef> items) implements Serializable {}

  /**
   * One image.
   *
   * @param extents of its grid
   * @param trouble why it cannot be used; empty if it can
   */
  record Seen(String id, List<Integer> extents, int channels, int label, String trouble)
      implements Serializable {}

  private SurveyTask(Broadcast<Images> images) {
    this.images = images;
  }

  /**
   * Looks at the images drawn and divides those that can be used.
   *
   * @param drawn in the order of the draw
   * @param count number of images in the sample
   * @throws CancellationException if the user has called the run off
   */
  static Sample sample(
      JavaSparkContext spark,
      Broadcast<Images> images,
      List<ItemRef> drawn,
      int count,
      BooleanSupplier interrupted)
      throws InterruptedException {
    Map<String, Seen> seen = new HashMap<>();
    try (TaskStream<List<Seen>> stream =
        TaskStream.start(spark, parts(spark, drawn), new SurveyTask(images))) {
      stream.forEach(interrupted, (task, part) -> part.forEach(one -> seen.put(one.id(), one)));
    }
    if (seen.size() < drawn.size()) {
      throw new CancellationException("the survey was called off");
    }
    List<Sample.Labelled> usable = new ArrayList<>();
    String trouble = "";
    int unusable = 0;
    for (ItemRef item : drawn) {
      Seen one = seen.get(item.id());
      if (one.trouble().isEmpty()) {
        SampleItem image = new SampleItem(item, new Grid(one.extents()), one.channels());
        usable.add(new Sample.Labelled(image, one.label()));
      } else {
        trouble = trouble.isEmpty() ? item.id() + ": " + one.trouble() : trouble;
        unusable++;
      }
    }
    return Sample.of(usable, count, unusable, trouble);
  }

  private static List<Part> parts(JavaSparkContext spark, List<ItemRef> drawn) {
    List<ItemRef> sorted =
        drawn.stream()
            .sorted(
                Comparator.comparing(ItemRef::location)
                    .thenComparingLong(ItemRef::position)
                    .thenComparing(ItemRef::id))
            .toList();
    int tasks = Math.min(sorted.size(), Math.max(1, spark.defaultParallelism()));
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      int from = (int) ((long) sorted.size() * i / tasks);
      int to = (int) ((long) sorted.size() * (i + 1) / tasks);
      parts.add(new Part(List.copyOf(sorted.subList(from, to))));
    }
    return parts;
  }

  @Override
  public String words() {
    return "survey images";
  }

  @Override
  public List<Seen> call(Part part, TaskContext context) {
    Images common = images.value();
    List<Seen> seen = new ArrayList<>();
    WorkReader reader = new WorkReader(common.source().read(part.items()), common.targets(), 1);
    while (reader.hasNext() && !context.isInterrupted()) {
      seen.add(seen(reader.next()));
    }
    return seen;
  }

  private static Seen seen(Work work) {
    if (work instanceof Work.Fit fit) {
      Signal signal = fit.task().signal();
      return new Seen(signal.id(), signal.grid().extents(), signal.channels(), fit.label(), "");
    }
    FieldOutcome.Failed failed = (FieldOutcome.Failed) ((Work.Done) work).outcome();
    return new Seen(failed.id(), List.of(), 0, -1, failed.message());
  }
}
