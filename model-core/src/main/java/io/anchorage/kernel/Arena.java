package io.anchorage.kernel;

import java.lang.management.ManagementFactory;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/**
 * Working memory of kernels: one array for all that a kernel reads and writes as vectors.
 *
 * <p>Two things cost a vector of 64 bytes up to half its speed: that it lies across two lines of
 * the cache, and that it waits for a store to another place at the same distance from a page's
 * begin. An array's elements begin 16 bytes after the array, wherever that is. G1 puts an array of
 * more than half a region at a region's begin and leaves it there, so places 12 floats on, and
 * multiples of 16 from there, are on lines of the cache; and blocks are laid out so that their
 * distances from a page's begin differ. With other collectors the lines are a matter of luck;
 * results are the same.
 */
public final class Arena {
  /** Floats from an array's first element to the next line of the cache. */
  private static final int LEAD = 12;

  private static final int LINE = 16;

  /**
   * Floats between blocks: seventeen lines, so that sixteen blocks do not meet on one page place.
   */
  private static final int GAP = 17 * LINE;

  private static final ConcurrentLinkedQueue<float[]> IDLE = new ConcurrentLinkedQueue<>();

  /** An array of at most half a region may be moved. */
  private static final int LEAST = regionBytes() / 2 / Float.BYTES + LINE;

  private Arena() {}

  /** Where blocks lie in an array. */
  public static final class Plan {
    private int next = LEAD;

    /** The place of one more block. */
    public int take(int floats) {
      int at = next;
      next = Math.addExact(at, Math.addExact((floats + LINE - 1) & -LINE, GAP));
      return at;
    }

    /** Floats that the array needs. */
    public int size() {
      return next;
    }
  }

  /** An array for what is planned, with anything in it. */
  public static float[] take(Plan plan) {
    float[] array = IDLE.poll();
    return array != null && array.length >= plan.size() ? array : new float[size(plan)];
  }

  /** The length of an array that is not moved. */
  public static int size(Plan plan) {
    return Math.max(LEAST, plan.size());
  }

  /** Takes an array back, for others. */
  public static void give(float[] array) {
    IDLE.add(array);
  }

  private static int regionBytes() {
    try {
      Object option =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=HotSpotDiagnostic"),
                  "getVMOption",
                  new Object[] {"G1HeapRegionSize"},
                  new String[] {String.class.getName()});
      Object value = ((CompositeData) option).get("value");
      return Integer.parseInt(value.toString());
    } catch (JMException | RuntimeException e) {
      return 0;
    }
  }
}
