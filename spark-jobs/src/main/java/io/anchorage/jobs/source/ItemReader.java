package io.anchorage.jobs.source;

import io.anchorage.jobs.source.SourceImage.Unreadable;
import io.anchorage.jobs.storage.ErrorText;
import io.anchorage.signal.BadImageException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Reads items one by one, with at most one file open at a time. An item that cannot be read gives
 * an {@link Unreadable} in its place, and reading continues. The file is closed after the last item
 * and at the end of the Spark task.
 */
public final class ItemReader implements Iterator<SourceImage>, Closeable {
  private final Iterator<ItemRef> items;
  private final ImageFile.Opener opener;
  private String location;
  private ImageFile file;

  private ItemReader(List<ItemRef> items, ImageFile.Opener opener) {
    this.items = items.iterator();
    this.opener = opener;
  }

  public static ItemReader of(List<ItemRef> items, ImageFile.Opener opener) {
    ItemReader reader = new ItemReader(items, opener);
    TaskContext task = TaskContext.get();
    if (task != null) {
      TaskCompletionListener atEnd = context -> reader.closeAtEnd();
      task.addTaskCompletionListener(atEnd);
    }
    return reader;
  }

  @Override
  public boolean hasNext() {
    return items.hasNext();
  }

  @Override
  public SourceImage next() {
    ItemRef item = items.next();
    SourceImage image = read(item);
    if (!items.hasNext()) {
      closeAtEnd();
    }
    return image;
  }

  private SourceImage read(ItemRef item) {
    try {
      if (!item.location().equals(location)) {
        close();
        location = item.location();
      }
      if (file == null) {
        file = opener.open(location);
      }
      return file.read(item);
    } catch (BadImageException e) {
      return unreadable(item, "decode", e);
    } catch (InterruptedIOException | ClosedByInterruptException e) {
      throw new UncheckedIOException("Reading was interrupted: the task is being cancelled", e);
    } catch (IOException e) {
      return unreadable(item, "read", e);
    } catch (RuntimeException | OutOfMemoryError e) {
      // What filled the heap is this image's own: nothing holds it any longer.
      return OutOfHeap.isBehind(e)
          ? new Unreadable(
              item, "decode", OutOfMemoryError.class.getSimpleName(), OutOfHeap.message())
          : unreadable(item, "read", e);
    }
  }

  private static Unreadable unreadable(ItemRef item, String stage, Throwable e) {
    return new Unreadable(item, stage, e.getClass().getSimpleName(), ErrorText.line(e));
  }

  private void closeAtEnd() {
    try {
      close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      ImageFile open = file;
      file = null;
      location = null;
      open.close();
    }
  }
}
