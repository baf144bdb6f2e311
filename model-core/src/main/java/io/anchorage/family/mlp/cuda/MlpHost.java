package io.anchorage.family.mlp.cuda;

import io.anchorage.family.mlp.MlpFields;
import io.anchorage.family.mlp.PixelPasses;
import io.anchorage.field.Field;
import io.anchorage.fit.cuda.DeviceFit;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Signal;
import java.util.Optional;

/** One network: parameters and targets have the same layout on device and host. */
final class MlpHost implements DeviceFit {
  private final Signal signal;
  private final Optional<PixelPasses> passes;
  private final float[] start;

  MlpHost(Signal signal, Optional<PixelPasses> passes, float[] start) {
    this.signal = signal;
    this.passes = passes;
    this.start = start;
  }

  /** Networks on one grid with equal numbers of channels. */
  record Shape(Grid grid, int channels) {}

  @Override
  public Shape shape() {
    return new Shape(signal.grid(), signal.channels());
  }

  /** What each step sees; empty for all points. */
  Optional<PixelPasses> passes() {
    return passes;
  }

  @Override
  public float[] start() {
    return start;
  }

  @Override
  public float[] targets(float[] values) {
    return values;
  }

  @Override
  public float[] values(float[] device) {
    return device;
  }

  @Override
  public Field field(float[] state) {
    return Field.on(signal.grid(), signal.normalisation())
        .floats(MlpFields.PARAMETERS, state)
        .build();
  }
}
