package io.anchorage.family.siren.cuda;

import io.anchorage.family.siren.SirenFamily;
import io.anchorage.field.Field;
import io.anchorage.fit.cuda.DeviceFit;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Signal;

/** One SIREN: the device keeps parameters and targets as the host does. */
final class SirenHost implements DeviceFit {
  private final Signal signal;
  private final float[] start;

  SirenHost(Signal signal, float[] start) {
    this.signal = signal;
    this.start = start;
  }

  /** SIRENs on one grid, of as many channels. */
  record Shape(Grid grid, int channels) {}

  @Override
  public Shape shape() {
    return new Shape(signal.grid(), signal.channels());
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
        .floats(SirenFamily.PARAMETERS, state)
        .build();
  }
}
