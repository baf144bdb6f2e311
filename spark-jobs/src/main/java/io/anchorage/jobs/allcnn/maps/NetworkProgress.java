package io.anchorage.jobs.allcnn.maps;

import io.anchorage.jobs.progress.ProgressWords;
import io.anchorage.learn.cnn.train.CnnProgress;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** The progress of the network's training. */
final class NetworkProgress implements Supplier<ProgressWords> {
  private static final int BAR = 24;

  private final AtomicReference<CnnProgress> latest = new AtomicReference<>();

  void at(CnnProgress progress) {
    latest.set(progress);
  }

  @Override
  public ProgressWords get() {
    CnnProgress at = latest.get();
    return new ProgressWords() {
      @Override
      public String line() {
        return at == null ? "network: starting" : "network: " + words(at);
      }

      @Override
      public String bar() {
        int filled = at == null ? 0 : BAR * (at.epoch() - 1) / at.epochs();
        return "network [%s%s] %s"
            .formatted(
                "#".repeat(filled), ".".repeat(BAR - filled), at == null ? "starting" : words(at));
      }
    };
  }

  private static String words(CnnProgress at) {
    long left = Math.round(at.secondsLeft());
    return String.format(
        Locale.ROOT,
        "epoch %d of %d, loss %.3f, accuracy %.3f, %.0f images/s, %d:%02d left",
        at.epoch(),
        at.epochs(),
        at.loss(),
        at.accuracy(),
        at.imagesPerSecond(),
        left / 60,
        left % 60);
  }
}
