package io.anchorage.jobs.fit;

import io.anchorage.jobs.source.FileStamp;
import io.anchorage.jobs.source.ItemRef;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * The images that one Spark task fits and writes as one shard of the table. Items are packed into a
 * few bytes each, because the driver holds those of a whole dataset at once and their ids and paths
 * are repetitive.
 */
final class PlannedTask implements Serializable {
  private static final long serialVersionUID = 1;

  private final int size;
  private final byte[] packed;
  private final double seconds;

  private PlannedTask(int size, byte[] packed, double seconds) {
    this.size = size;
    this.packed = packed;
    this.seconds = seconds;
  }

  /** Returns the number of items. */
  int size() {
    return size;
  }

  /** Returns the estimated seconds on one core. */
  double seconds() {
    return seconds;
  }

  /** Unpacks the items. */
  List<ItemRef> items() {
    List<ItemRef> items = new ArrayList<>(size);
    try (DataInputStream in =
        new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(packed)))) {
      for (int i = 0; i < size; i++) {
        items.add(
            new ItemRef(
                in.readUTF(),
                in.readUTF(),
                in.readLong(),
                in.readUTF(),
                in.readLong(),
                in.readLong(),
                new FileStamp(in.readLong(), in.readLong())));
      }
      return items;
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory cannot fail", e);
    }
  }

  /** Packs items as they arrive. */
  static final class Packer {
    private ByteArrayOutputStream bytes;
    private DataOutputStream out;
    private int size;
    private double seconds;

    /**
     * Adds an item to the next task.
     *
     * @param cost estimated seconds on one core
     */
    void add(ItemRef item, double cost) {
      if (size == 0) {
        open();
      }
      try {
        out.writeUTF(item.id());
        out.writeUTF(item.split());
        out.writeLong(item.index());
        out.writeUTF(item.location());
        out.writeLong(item.position());
        out.writeLong(item.pixels());
        out.writeLong(item.stamp().bytes());
        out.writeLong(item.stamp().millis());
      } catch (IOException e) {
        throw new UncheckedIOException("bytes in memory cannot fail", e);
      }
      size++;
      seconds += cost;
    }

    int size() {
      return size;
    }

    double seconds() {
      return seconds;
    }

    /** Returns a task with the items added since the previous one. */
    PlannedTask pack() {
      if (size == 0) {
        open();
      }
      try {
        out.close();
      } catch (IOException e) {
        throw new UncheckedIOException("bytes in memory cannot fail", e);
      }
      PlannedTask task = new PlannedTask(size, bytes.toByteArray(), seconds);
      size = 0;
      seconds = 0;
      return task;
    }

    private void open() {
      bytes = new ByteArrayOutputStream();
      out = new DataOutputStream(new DeflaterOutputStream(bytes));
    }
  }
}
