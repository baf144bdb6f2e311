package io.anchorage.jobs.fit;

import io.anchorage.fit.FieldOutcome;
import io.anchorage.fit.FitTask;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.OutOfHeap;
import io.anchorage.jobs.source.SourceImage;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.PixelHash;
import io.anchorage.signal.Signal;
import java.util.Iterator;

/** Turns images into work, one at a time, on demand. */
public final class WorkReader implements Iterator<Work> {
  private final Iterator<SourceImage> images;
  private final ItemSignals.Reader signals;
  private final int channels;
  private final int repeats;
  private Work.Fit last;

  /**
   * Makes a reader of the work for a sequence of images.
   *
   * @param repeats fits per image
   */
  public WorkReader(Iterator<SourceImage> images, ItemSignals targets, int repeats) {
    this.images = images;
    this.signals = targets.reader();
    this.channels = targets.channels();
    this.repeats = repeats;
  }

  @Override
  public boolean hasNext() {
    return hasRepeat() || images.hasNext();
  }

  @Override
  public Work next() {
    if (hasRepeat()) {
      last = last.next();
      return last;
    }
    last = null;
    SourceImage image = images.next();
    if (image instanceof SourceImage.Unreadable bad) {
      return bad(bad.item(), bad.stage(), bad.error(), bad.message());
    }
    return fit((SourceImage.Decoded) image);
  }

  private boolean hasRepeat() {
    return last != null && last.task().repeat() + 1 < repeats;
  }

  private Work fit(SourceImage.Decoded image) {
    ItemRef item = image.item();
    try {
      Signal signal = signals.of(item.id(), image.raster());
      if (channels > 0 && signal.channels() != channels) {
        return bad(item, "transform", "ChannelMismatch", mismatch(signal.channels()));
      }
      last =
          new Work.Fit(
              item,
              image.label(),
              image.labelName(),
              PixelHash.of(image.raster()),
              new FitTask(signal, 0));
      return last;
    } catch (BadImageException e) {
      return bad(item, "transform", "BadImageException", e.getMessage());
    } catch (RuntimeException e) {
      return bad(item, "transform", e.getClass().getSimpleName(), String.valueOf(e.getMessage()));
    } catch (OutOfMemoryError e) {
      return bad(item, "transform", e.getClass().getSimpleName(), OutOfHeap.message());
    }
  }

  private String mismatch(int own) {
    String remedy =
        switch (channels) {
          case 1 -> "source.channels: grey converts such images";
          case 3 -> "source.channels: rgb converts such images";
          default -> "fit it into a table of its own";
        };
    return "image has %d %s, the table's fields have %d; %s"
        .formatted(own, own == 1 ? "channel" : "channels", channels, remedy);
  }

  private static Work bad(ItemRef item, String stage, String error, String message) {
    return new Work.Done(item, null, new FieldOutcome.Failed(item.id(), 0, stage, error, message));
  }
}
