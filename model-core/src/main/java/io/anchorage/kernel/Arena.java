package io.anchorage.kernel;

import java.lang.management.ManagementFactory;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/**
 * Working memory of kernels: one array for everything that a kernel reads and writes as vectors.
 *
 * <p>Two things slow down access to a vector of 64 bytes by up to half: that it straddles two cache
 * lines, and that a load waits for a store to another address with the same offset in its page. An
 * array's elements begin 16 bytes after the array itself. G1 puts an array of more than half a
 * region at the start of a region and does not move it, so element 12, and every 16th from there,
 * begins a cache line; and blocks are laid out so that their offsets in a page differ. With other
 * collectors the alignment is a matter of chance; results are the same.
 */
public final class Arena {
  /** Floats from an array's first element to the next cache line. */
  private static final int LEAD = 12;

  private static final int LINE = 16;

  /**
   * Floats between blocks: seventeen cache lines, so that sixteen blocks have different offsets in
   * a page.
   */
  private static final int GAP = 17 * LINE;

  private static final ConcurrentLinkedQueue<float[]> IDLE = new ConcurrentLinkedQueue<>();

  /** An array of at most half a region may be moved. */
  private static final int LEAST = regionBytes() / 2 / Float.BYTES + LINE;

  private Arena() {}

  /** Where blocks lie in an array. */
  public static final class Plan {
    private int next = LEAD;

    /** Reserves a block and returns where it begins. */
    public int take(int floats) {
      int at = next;
      next = Math.addExact(at, Math.addExact((floats + LINE - 1) & -LINE, GAP));
      return at;
    }

    /** The length of the array in floats. */
    public int size() {
      return next;
    }
  }

  /** An array for the planned blocks; its contents are undefined. */
  public static float[] take(Plan plan) {
    float[] array = IDLE.poll();
    return array != null && array.length >= plan.size() ? array : new float[size(plan)];
  }

  /** The length that an array needs, so that the collector does not move it. */
  public static int size(Plan plan) {
    return Math.max(LEAST, plan.size());
  }

  /** Returns an array for reuse. */
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
