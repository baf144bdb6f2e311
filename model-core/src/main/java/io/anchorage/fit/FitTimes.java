package io.anchorage.fit;

import java.util.concurrent.atomic.LongAdder;

/**
 * Where the time of fits is spent, summed over all threads. The time that a thread waits for a
 * device counts as steps, or as scores if the device evaluates fields.
 */
public final class FitTimes {
  private final LongAdder preparing = new LongAdder();
  private final LongAdder copying = new LongAdder();
  private final LongAdder stepping = new LongAdder();
  private final LongAdder scoring = new LongAdder();

  /** Seconds spent on starting fits: random numbers, anchors, neighbours. */
  public double preparing() {
    return preparing.sum() * 1e-9;
  }

  /** Seconds spent on copying to and from a device; 0 for engines on the CPU. */
  public double copying() {
    return copying.sum() * 1e-9;
  }

  /** Seconds spent on optimiser steps. */
  public double stepping() {
    return stepping.sum() * 1e-9;
  }

  /** Seconds spent on evaluating and scoring fields. */
  public double scoring() {
    return scoring.sum() * 1e-9;
  }

  /** Starts timing a group that has just been opened. */
  Laps opened(FitGroup group, long start) {
    Laps laps = new Laps(group, start);
    laps.end(preparing);
    return laps;
  }

  /** The consecutive phases of one group. */
  final class Laps {
    private final FitGroup group;
    private long since;
    private long copiedBefore;

    private Laps(FitGroup group, long since) {
      this.group = group;
      this.since = since;
    }

    void stepped() {
      end(stepping);
    }

    void scored() {
      end(scoring);
    }

    private void end(LongAdder phase) {
      long now = System.nanoTime();
      long copied = group.copyNanos();
      copying.add(copied - copiedBefore);
      phase.add(now - since - (copied - copiedBefore));
      since = now;
      copiedBefore = copied;
    }
  }
}
