package io.anchorage.jobs.source;

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
 * Items in a few bytes each, because the driver holds those of a whole dataset at once and their
 * ids and paths are repetitive.
 */
public final class PackedItems implements Serializable {
  private static final long serialVersionUID = 1;

  private final int size;
  private final byte[] packed;

  private PackedItems(int size, byte[] packed) {
    this.size = size;
    this.packed = packed;
  }

  /** Returns the number of items. */
  public int size() {
    return size;
  }

  /** Unpacks the items, in the order in which they were added. */
  public List<ItemRef> items() {
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
  public static final class Packer {
    private ByteArrayOutputStream bytes;
    private DataOutputStream out;
    private int size;

    /** Adds an item to the next pack. */
    public void add(ItemRef item) {
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
    }

    /** Returns the number of items added since the last pack. */
    public int size() {
      return size;
    }

    /** Returns the items added since the last pack, and begins the next. */
    public PackedItems pack() {
      if (size == 0) {
        open();
      }
      try {
        out.close();
      } catch (IOException e) {
        throw new UncheckedIOException("bytes in memory cannot fail", e);
      }
      PackedItems items = new PackedItems(size, bytes.toByteArray());
      size = 0;
      return items;
    }

    private void open() {
      bytes = new ByteArrayOutputStream();
      out = new DataOutputStream(new DeflaterOutputStream(bytes));
    }
  }
}
