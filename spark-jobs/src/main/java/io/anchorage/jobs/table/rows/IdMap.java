package io.anchorage.jobs.table.rows;

import io.anchorage.jobs.storage.Sha256;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A map from keys to numbers that takes 48 to 96 bytes per key, regardless of the length of the
 * ids: an open hash table of 128-bit prefixes of SHA-256. The probability that two of a billion
 * keys share a prefix is below 2^-68. Immutable.
 */
public final class IdMap implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int LONGS = 3;

  private final long[] slots;
  private final long size;

  private IdMap(long[] slots, long size) {
    this.slots = slots;
    this.size = size;
  }

  /**
   * Begins a map.
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

  public boolean contains(String id, int repeat) {
    return size > 0 && !isFree(slots, slot(id, repeat));
  }

  /** Returns the number of a key, or {@code absent}. */
  public long get(String id, int repeat, long absent) {
    int slot = slot(id, repeat);
    return isFree(slots, slot) ? absent : slots[slot + 2];
  }

  private int slot(String id, int repeat) {
    ByteBuffer prefix = prefix(Sha256.digest(), id, repeat);
    return find(slots, prefix.getLong(), prefix.getLong());
  }

  /** Returns the slot that holds a prefix, or the free one where it would be put. */
  private static int find(long[] slots, long high, long low) {
    int count = slots.length / LONGS;
    int slot = (int) (high & (count - 1));
    while (!isFree(slots, LONGS * slot)
        && !(slots[LONGS * slot] == high && slots[LONGS * slot + 1] == low)) {
      slot = (slot + 1) & (count - 1);
    }
    return LONGS * slot;
  }

  private static boolean isFree(long[] slots, int slot) {
    return slots[slot] == 0 && slots[slot + 1] == 0;
  }

  /**
   * Returns the SHA-256 prefix of {@code repeat/id}, which is unambiguous for any id and repeat.
   */
  private static ByteBuffer prefix(MessageDigest digest, String id, int repeat) {
    return ByteBuffer.wrap(digest.digest((repeat + "/" + id).getBytes(StandardCharsets.UTF_8)));
  }

  /** Collects keys; the same key may be put twice. */
  public static final class Builder {
    private static final long MOST = 1L << 26;

    private final MessageDigest digest = Sha256.digest();
    private final long[] slots;
    private final long expected;
    private long size;

    private Builder(long expected) {
      if (expected < 0 || expected > MOST) {
        throw new IllegalArgumentException("An id map holds at most " + MOST + ": " + expected);
      }
      long count = Long.highestOneBit(Math.max(1, expected)) * 4;
      this.slots = new long[Math.toIntExact(LONGS * count)];
      this.expected = expected;
    }

    /** Adds a key with the number 0 and returns whether it is new. */
    public boolean add(FieldKey key) {
      return put(key.id(), key.repeat(), 0, 1) == 1;
    }

    /**
     * Puts a key's number in place of the one it had.
     *
     * @return the number that it had; {@code absent} if the key is new
     */
    public long put(String id, int repeat, long value, long absent) {
      ByteBuffer prefix = prefix(digest, id, repeat);
      long high = prefix.getLong();
      long low = prefix.getLong();
      int slot = find(slots, high, low);
      boolean isNew = isFree(slots, slot);
      long before = isNew ? absent : slots[slot + 2];
      if (isNew) {
        if (size == expected) {
          throw new IllegalStateException("More keys than the " + expected + " expected");
        }
        slots[slot] = high;
        slots[slot + 1] = low;
        size++;
      }
      slots[slot + 2] = value;
      return before;
    }

    public IdMap build() {
      return new IdMap(slots, size);
    }
  }
}
