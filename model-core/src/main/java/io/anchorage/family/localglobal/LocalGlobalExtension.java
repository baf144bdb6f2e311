package io.anchorage.family.localglobal;

import io.anchorage.field.Croppable.Box;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.Field;
import io.anchorage.fit.Extendable;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitSession;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.Team;
import io.anchorage.signal.Signal;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds partitions around those of a field. Coordinates go on beyond [-1, 1], so what was there
 * keeps its values until the first step. A new partition's network is that of the partition on
 * which its place falls if the field is mirrored at its ends (section 3.4 of the paper).
 */
final class LocalGlobalExtension implements Extendable {
  @Override
  public FamilyConfig config(FamilyConfig config, Field field, Box box) {
    LocalGlobalConfig own = (LocalGlobalConfig) config;
    Partitions parts = own.parts(field.grid().dimensions());
    Frame frame = Frame.of(field);
    List<Integer> kept = new ArrayList<>();
    for (int a = 0; a < parts.axes(); a++) {
      int extent = frame.extents().get(a);
      int from = box.first().get(a) + frame.first().get(a);
      int first = part(parts, a, from, extent);
      kept.add(first);
      kept.add(part(parts, a, from + box.size().get(a) - 1, extent) - first + 1);
    }
    return own.keeping(kept);
  }

  /** The part of a place of the whole signal or beyond. */
  private static int part(Partitions parts, int axis, int place, int extent) {
    return (int) Math.floorDiv((2L * place + 1) * parts.counts().get(axis), 2L * extent);
  }

  @Override
  public FitSession open(
      FitRecipe recipe,
      FamilyConfig config,
      Field field,
      Box box,
      Signal signal,
      Kernels kernels,
      Team team) {
    int axes = field.grid().dimensions();
    LocalGlobalShape from = LocalGlobalShape.of((LocalGlobalConfig) config, axes, field.channels());
    LocalGlobalShape to =
        LocalGlobalShape.of((LocalGlobalConfig) recipe.family(), axes, field.channels());
    Frame frame = Frame.of(field);
    List<Integer> first = new ArrayList<>();
    for (int a = 0; a < axes; a++) {
      first.add(frame.first().get(a) + box.first().get(a));
    }
    return new LocalGlobalSession(
        to,
        signal,
        new Frame(first, frame.extents()),
        start(from, LocalGlobalFields.parameters(from, field), to),
        recipe,
        kernels,
        team);
  }

  /** All parameters, with those of new partitions mirrored. */
  private static float[] start(LocalGlobalShape from, float[] all, LocalGlobalShape to) {
    float[] more = new float[to.parameters()];
    System.arraycopy(all, 0, more, 0, to.shared());
    for (int p = 0; p < to.partitions().held(); p++) {
      int source = from.shared() + mirrored(p, to.partitions(), from.partitions()) * from.each();
      System.arraycopy(all, source, more, to.shared() + p * to.each(), to.each());
    }
    return more;
  }

  /** The number among the partitions of a field of the mirror image of a partition of another. */
  static int mirrored(int partition, Partitions of, Partitions in) {
    int number = 0;
    int run = 1;
    int rest = partition;
    for (int a = of.axes() - 1; a >= 0; a--) {
      int part = of.first(a) + rest % of.held(a) - in.first(a);
      rest /= of.held(a);
      int place = Math.floorMod(part, 2 * in.held(a));
      number += Math.min(place, 2 * in.held(a) - 1 - place) * run;
      run *= in.held(a);
    }
    return number;
  }
}
