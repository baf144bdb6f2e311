package io.anchorage.jobs.fit;

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
 * A list of items in a few bytes each: the driver holds those of a whole dataset at once, and ids
 * and paths repeat themselves.
 */
final class PackedItems implements Serializable {
  private static final long serialVersionUID = 1;

  private final int size;
  private final byte[] bytes;

  private PackedItems(int size, byte[] bytes) {
    this.size = size;
    this.bytes = bytes;
  }

  static PackedItems of(List<ItemRef> items) {
    Packer packer = new Packer();
    items.forEach(packer::add);
    return packer.pack();
  }

  int size() {
    return size;
  }

  List<ItemRef> unpack() {
    List<ItemRef> items = new ArrayList<>(size);
    try (DataInputStream in =
        new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
      for (int i = 0; i < size; i++) {
        items.add(
            new ItemRef(
                in.readUTF(),
                in.readUTF(),
                in.readLong(),
                in.readUTF(),
                in.readLong(),
                in.readLong()));
      }
      return items;
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory cannot fail", e);
    }
  }

  /** Packs items as they come. */
  static final class Packer {
    private ByteArrayOutputStream bytes;
    private DataOutputStream out;
    private int size;

    void add(ItemRef item) {
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
      } catch (IOException e) {
        throw new UncheckedIOException("bytes in memory cannot fail", e);
      }
      size++;
    }

    int size() {
      return size;
    }

    /** What was added since the last pack. */
    PackedItems pack() {
      if (size == 0) {
        open();
      }
      try {
        out.close();
      } catch (IOException e) {
        throw new UncheckedIOException("bytes in memory cannot fail", e);
      }
      PackedItems packed = new PackedItems(size, bytes.toByteArray());
      size = 0;
      return packed;
    }

    private void open() {
      bytes = new ByteArrayOutputStream();
      out = new DataOutputStream(new DeflaterOutputStream(bytes));
    }
  }
}
