package io.anchorage.fit;

import io.anchorage.field.Croppable.Box;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.Field;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.Team;
import io.anchorage.signal.Signal;

/** An adapter for families whose fields can go on beyond the signal that they were fitted to. */
public interface Extendable {
  /**
   * The settings of a field after it was extended.
   *
   * @param box in places of the field's grid, all of which it has; first places may be negative
   */
  FamilyConfig config(FamilyConfig config, Field field, Box box);

  /**
   * Opens a fit that begins at a field, with what is new drawn from its neighbours.
   *
   * @param recipe whose family is that of {@link #config}
   * @param config of the field before
   * @param box that the signal has
   * @param signal on the box's grid
   */
  FitSession open(
      FitRecipe recipe,
      FamilyConfig config,
      Field field,
      Box box,
      Signal signal,
      Kernels kernels,
      Team team);
}
