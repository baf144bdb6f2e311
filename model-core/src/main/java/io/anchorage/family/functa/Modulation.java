package io.anchorage.family.functa;

/** What of a sine layer's units a field modulates: {@code sin(omega (scale (h W + b) + shift))}. */
public enum Modulation {
  SHIFT(false, true),
  SCALE(true, false),
  BOTH(true, true);

  private final boolean scales;
  private final boolean shifts;

  Modulation(boolean scales, boolean shifts) {
    this.scales = scales;
    this.shifts = shifts;
  }

  boolean scales() {
    return scales;
  }

  boolean shifts() {
    return shifts;
  }

  /** Numbers for each unit. */
  int numbers() {
    return (scales ? 1 : 0) + (shifts ? 1 : 0);
  }
}
