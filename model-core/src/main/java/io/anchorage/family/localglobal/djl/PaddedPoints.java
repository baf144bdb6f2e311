package io.anchorage.family.localglobal.djl;

import io.anchorage.family.localglobal.Frame;
import io.anchorage.family.localglobal.Partitions;
import io.anchorage.field.Coordinates;
import io.anchorage.signal.Grid;
import java.util.Arrays;

/** A grid's points by partition, each with as many places as the largest has points. */
final class PaddedPoints {
  private final int partitions;
  private final int each;
  private final int[] place;
  private final float[] coordinates;
  private final int axes;

  PaddedPoints(Partitions parts, Grid grid) {
    Coordinates at = Coordinates.of(grid);
    Frame frame = Frame.whole(grid);
    int[] counts = new int[parts.held()];
    int[] partition = new int[at.points()];
    for (int n = 0; n < partition.length; n++) {
      for (int a = 0; a < grid.dimensions(); a++) {
        partition[n] = partition[n] * parts.held(a) + parts.of(a, at.axis(a)[n], grid.extent(a));
      }
      counts[partition[n]]++;
    }
    this.axes = grid.dimensions();
    this.partitions = counts.length;
    this.each = Arrays.stream(counts).max().orElseThrow();
    this.place = new int[partition.length];
    this.coordinates = new float[partitions * each * axes];
    Arrays.fill(counts, 0);
    for (int n = 0; n < partition.length; n++) {
      place[n] = partition[n] * each + counts[partition[n]]++;
      for (int a = 0; a < axes; a++) {
        coordinates[place[n] * axes + a] = frame.coordinate(a, at.axis(a)[n]);
      }
    }
  }

  int partitions() {
    return partitions;
  }

  /** Places of a partition. */
  int each() {
    return each;
  }

  /** Points. */
  int count() {
    return place.length;
  }

  /** [places][axes]; zero at places without a point. */
  float[] coordinates() {
    return coordinates;
  }

  /** [places]: 1 at a place that has a point, 0 elsewhere. */
  float[] real() {
    float[] real = new float[partitions * each];
    for (int p : place) {
      real[p] = 1;
    }
    return real;
  }

  /** Writes a signal's [channels][points] as [places][channels] from a position on. */
  void lay(float[] values, int channels, float[] out, int from) {
    for (int c = 0; c < channels; c++) {
      for (int n = 0; n < place.length; n++) {
        out[from + place[n] * channels + c] = values[c * place.length + n];
      }
    }
  }
}
