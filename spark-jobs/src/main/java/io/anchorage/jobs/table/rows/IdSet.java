package io.anchorage.jobs.table.rows;

import io.anchorage.jobs.storage.Sha256;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A set of keys that takes 32 to 64 bytes per key, regardless of the length of the ids: an open
 * hash table of 128-bit prefixes of SHA-256. The probability that two of a billion keys share a
 * prefix is below 2^-68. Immutable.
 */
public final class IdSet implements Serializable {
  private static final long serialVersionUID = 1;

  private final long[] slots;
  private final long size;

  private IdSet(long[] slots, long size) {
    this.slots = slots;
    this.size = size;
  }

  /**
   * Begins a set.
   *
   * @param expected maximum number of keys that will be added
   */
  public static Builder builder(long expected) {
    return new Builder(expected);
  }

  /** Returns the number of distinct keys. */
  public long size() {
    return size;
  }

  public boolean contains(FieldKey key) {
    return contains(key.id(), key.repeat());
  }

  public boolean contains(String id, int repeat) {
    MessageDigest digest = Sha256.digest();
    ByteBuffer prefix = prefix(digest, id, repeat);
    long high = prefix.getLong();
    long low = prefix.getLong();
    int slot = find(slots, high, low);
    return slots[slot] == high && slots[slot + 1] == low;
  }

  /** Returns the slot that holds a prefix, or the free one where it would be put. */
  private static int find(long[] slots, long high, long low) {
    int count = slots.length / 2;
    int slot = (int) (high & (count - 1));
    while (!isFree(slots, slot) && !(slots[2 * slot] == high && slots[2 * slot + 1] == low)) {
      slot = (slot + 1) & (count - 1);
    }
    return 2 * slot;
  }

  private static boolean isFree(long[] slots, int slot) {
    return slots[2 * slot] == 0 && slots[2 * slot + 1] == 0;
  }

  /**
   * Returns the SHA-256 prefix of {@code repeat/id}, which is unambiguous for any id and repeat.
   */
  private static ByteBuffer prefix(MessageDigest digest, String id, int repeat) {
    return ByteBuffer.wrap(digest.digest((repeat + "/" + id).getBytes(StandardCharsets.UTF_8)));
  }

  /** Collects keys; the same key may be added twice. */
  public static final class Builder {
    private static final long MOST = 1L << 27;

    private final MessageDigest digest = Sha256.digest();
    private final long[] slots;
    private final long expected;
    private long size;

    private Builder(long expected) {
      if (expected < 0 || expected > MOST) {
        throw new IllegalArgumentException("An id set holds at most " + MOST + ": " + expected);
      }
      long count = Long.highestOneBit(Math.max(1, expected)) * 4;
      this.slots = new long[Math.toIntExact(2 * count)];
      this.expected = expected;
    }

    /** Adds a key and returns whether it is new. */
    public boolean add(FieldKey key) {
      ByteBuffer prefix = prefix(digest, key.id(), key.repeat());
      long high = prefix.getLong();
      long low = prefix.getLong();
      int slot = find(slots, high, low);
      if (!isFree(slots, slot / 2)) {
        return false;
      }
      if (size == expected) {
        throw new IllegalStateException("More keys than the " + expected + " expected");
      }
      slots[slot] = high;
      slots[slot + 1] = low;
      size++;
      return true;
    }

    public IdSet build() {
      return new IdSet(slots, size);
    }
  }
}
