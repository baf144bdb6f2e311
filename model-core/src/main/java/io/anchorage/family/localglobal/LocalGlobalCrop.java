package io.anchorage.family.localglobal;

import io.anchorage.field.Croppable;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.Field;
import io.anchorage.signal.Grid;
import java.util.ArrayList;
import java.util.List;

/** Drops partitions with their networks; what all partitions share stays. */
final class LocalGlobalCrop implements Croppable {
  @Override
  public Box widened(FamilyConfig config, Field field, Box box) {
    Frame frame = Frame.of(field);
    Partitions parts = kept((LocalGlobalConfig) config, field, box);
    List<Integer> first = new ArrayList<>();
    List<Integer> size = new ArrayList<>();
    for (int a = 0; a < parts.axes(); a++) {
      int extent = frame.extents().get(a);
      int start = frame.first().get(a);
      int begin = Math.max(start, parts.border(a, parts.first(a), extent));
      int end = parts.border(a, parts.first(a) + parts.held(a), extent);
      first.add(begin - start);
      size.add(Math.min(end, start + field.grid().extent(a)) - begin);
    }
    return new Box(first, size);
  }

  /** The partitions that a box touches. */
  private static Partitions kept(LocalGlobalConfig config, Field field, Box box) {
    Frame frame = Frame.of(field);
    Partitions parts = config.parts(field.grid().dimensions());
    List<Integer> kept = new ArrayList<>();
    for (int a = 0; a < parts.axes(); a++) {
      int extent = frame.extents().get(a);
      int from = box.first().get(a) + frame.first().get(a);
      int first = parts.of(a, from, extent);
      kept.add(first);
      kept.add(parts.of(a, from + box.size().get(a) - 1, extent) - first + 1);
    }
    return new Partitions(parts.counts(), kept);
  }

  @Override
  public FamilyConfig config(FamilyConfig config, Field field, Box box) {
    LocalGlobalConfig own = (LocalGlobalConfig) config;
    return own.keeping(kept(own, field, box).kept());
  }

  @Override
  public Field crop(FamilyConfig config, Field field, Box box) {
    LocalGlobalConfig own = (LocalGlobalConfig) config;
    int axes = field.grid().dimensions();
    LocalGlobalShape from = LocalGlobalShape.of(own, axes, field.channels());
    LocalGlobalShape to = from.of(kept(own, field, box));
    float[] all = LocalGlobalFields.parameters(from, field);
    float[] some = new float[to.parameters()];
    System.arraycopy(all, 0, some, 0, to.shared());
    for (int p = 0; p < to.partitions().held(); p++) {
      int source = from.shared() + number(p, to.partitions(), from.partitions()) * from.each();
      System.arraycopy(all, source, some, to.shared() + p * to.each(), to.each());
    }
    Frame frame = Frame.of(field);
    List<Integer> first = new ArrayList<>();
    for (int a = 0; a < axes; a++) {
      first.add(frame.first().get(a) + box.first().get(a));
    }
    return Field.on(new Grid(box.size()), field.normalisation())
        .floats(LocalGlobalFields.PARAMETERS, some)
        .floats(Frame.COLUMN, new Frame(first, frame.extents()).numbers())
        .build();
  }

  /** The number among the partitions of one field of a partition of another. */
  static int number(int partition, Partitions of, Partitions in) {
    int number = 0;
    int run = 1;
    int rest = partition;
    for (int a = of.axes() - 1; a >= 0; a--) {
      int part = of.first(a) + rest % of.held(a);
      rest /= of.held(a);
      number += (part - in.first(a)) * run;
      run *= in.held(a);
    }
    return number;
  }
}
