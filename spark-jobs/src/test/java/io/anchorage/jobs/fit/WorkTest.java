package io.anchorage.jobs.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.field.SharedParameters;
import io.anchorage.fit.Cancellation;
import io.anchorage.fit.Engines;
import io.anchorage.fit.FieldOutcome;
import io.anchorage.fit.Fitter;
import io.anchorage.fit.ForkTeam;
import io.anchorage.jobs.config.JobConfig;
import io.anchorage.jobs.config.Recipe;
import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.jobs.source.FileStamp;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.SourceImage;
import io.anchorage.signal.Raster;
import io.anchorage.task.Image;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkTest {
  private static final JobConfig CONFIG = Fits.config("fit.repeats=2");

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void few_images_are_in_memory_at_once_and_their_order_is_kept(int threads)
      throws InterruptedException {
    AtomicInteger read = new AtomicInteger();
    Iterator<SourceImage> images =
        IntStream.range(0, 200).mapToObj(i -> image(i, 1, read)).iterator();
    List<String> rows = new ArrayList<>();

    try (OrderedFits fits = fits(images, threads, Cancellation.NEVER)) {
      for (List<Work.Done> next = fits.next(); !next.isEmpty(); next = fits.next()) {
        next.forEach(row -> rows.add(row.outcome().id() + "/" + row.outcome().repeat()));
        assertThat(read.get() - rows.size() / 2).isLessThanOrEqualTo(2 * threads + 2);
      }
    }

    assertThat(rows)
        .isEqualTo(
            IntStream.range(0, 400).mapToObj(i -> "d/train/" + i / 2 + "/" + i % 2).toList());
  }

  @Test
  void an_image_that_cannot_be_fitted_stands_in_its_place() throws InterruptedException {
    AtomicInteger read = new AtomicInteger();
    List<SourceImage> images =
        List.of(
            image(0, 1, read),
            new SourceImage.Unreadable(item(1), "decode", "BadImageException", "cut off"),
            image(2, 3, read),
            image(3, 1, read));
    List<Work.Done> rows = new ArrayList<>();

    try (OrderedFits fits = fits(images.iterator(), 2, Cancellation.NEVER)) {
      for (List<Work.Done> next = fits.next(); !next.isEmpty(); next = fits.next()) {
        rows.addAll(next);
      }
    }

    assertThat(rows)
        .extracting(
            row -> row.outcome() instanceof FieldOutcome.Failed failed ? failed.stage() : "")
        .containsExactly("", "", "decode", "transform", "", "");
  }

  @Test
  void work_that_is_called_off_ends_between_steps() {
    AtomicBoolean calledOff = new AtomicBoolean();
    Iterator<SourceImage> images =
        IntStream.range(0, 1000).mapToObj(i -> image(i, 1, new AtomicInteger())).iterator();

    assertThatThrownBy(
            () -> {
              try (OrderedFits fits = fits(images, 2, calledOff::get)) {
                fits.next();
                calledOff.set(true);
                for (int i = 0; i < 20; i++) {
                  fits.next();
                }
              }
            })
        .isInstanceOf(CancellationException.class);
    assertThat(images.hasNext()).isTrue();
  }

  private static OrderedFits fits(
      Iterator<SourceImage> images, int threads, Cancellation cancellation) {
    Recipe recipe = Recipe.of(CONFIG);
    Fitter fitter =
        new Fitter(Engines.open("scalar"), recipe.fit(), SharedParameters.none(), cancellation);
    WorkReader work =
        new WorkReader(
            images,
            new ImageSignals(
                Signals.of(recipe, Map.of(), SourceConfig.Channels.AUTO), 1, new Image()),
            2);
    return new OrderedFits(work, fitter, new ForkTeam(threads, "test"));
  }

  private static SourceImage image(int index, int channels, AtomicInteger read) {
    read.incrementAndGet();
    char[] samples = new char[5 * 4 * channels];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (char) ((i * 37 + index) % 256);
    }
    return new SourceImage.Decoded(item(index), new Raster(5, 4, channels, 8, samples), 0, "");
  }

  private static ItemRef item(int index) {
    return new ItemRef("d/train/" + index, "train", index, "images", index, 20, FileStamp.UNKNOWN);
  }
}
