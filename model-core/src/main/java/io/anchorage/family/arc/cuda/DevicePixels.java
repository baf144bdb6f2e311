package io.anchorage.family.arc.cuda;

import io.anchorage.family.arc.PixelOrder;
import io.anchorage.fit.cuda.BatchMemory;
import io.anchorage.kernel.cuda.ArgumentBlock;
import io.anchorage.kernel.cuda.DeviceArray;
import java.util.ArrayList;
import java.util.List;

/** The pixels of clouds of one shape: struct ArcPixels of arc_layout.cuh. */
final class DevicePixels {
  private final DeviceArray anchors;
  private final DeviceArray neighbours;
  private final DeviceArray relative;
  private final DeviceArray starts;
  private final DeviceArray visitors;
  private final int count;
  private final int chunk;
  private final int chunks;
  private final int turn;
  private final int rows;

  DevicePixels(BatchMemory memory, List<ArcHost> fits, int slots) {
    PixelOrder order = fits.get(0).order();
    this.count = order.pixels().length;
    this.chunk = order.to(0) - order.from(0);
    this.chunks = order.chunks();
    this.turn = order.turn();
    this.rows = fits.get(0).shape().rows();
    List<int[]> all = new ArrayList<>();
    List<float[]> places = new ArrayList<>();
    List<int[]> begins = new ArrayList<>();
    List<int[]> lists = new ArrayList<>();
    for (ArcHost fit : fits) {
      int[] neighboursOfFit = fit.neighbours();
      Visitors turned = Visitors.of(fit.order(), neighboursOfFit, slots, rows);
      all.add(neighboursOfFit);
      places.add(fit.relative());
      begins.add(turned.starts());
      lists.add(turned.pixels());
    }
    this.anchors = memory.intRows(fits.stream().map(fit -> new int[] {fit.anchors()}).toList());
    this.neighbours = memory.intRows(all);
    this.relative = memory.rows(places);
    this.starts = memory.intRows(begins);
    this.visitors = memory.intRows(lists);
  }

  int chunk() {
    return chunk;
  }

  int chunks() {
    return chunks;
  }

  /** The number of chunks that steps use in turn. */
  int turn() {
    return turn;
  }

  int rows() {
    return rows;
  }

  /** The number of pixels in a chunk. */
  int size(int number) {
    return Math.min(chunk, count - number * chunk);
  }

  ArgumentBlock into(ArgumentBlock arguments, DeviceArray targets) {
    return arguments
        .pointer(anchors)
        .pointer(neighbours)
        .pointer(relative)
        .pointer(targets)
        .pointer(starts)
        .pointer(visitors)
        .number(count)
        .number(chunk)
        .number(chunks)
        .number(rows);
  }
}
