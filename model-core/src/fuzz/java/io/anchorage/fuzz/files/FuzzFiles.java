package io.anchorage.fuzz.files;

import io.anchorage.fuzz.Fuzz;
import io.anchorage.fuzz.Target;
import java.util.ArrayList;
import java.util.List;

/** Fuzzes the readers of the core; {@code deploy/fuzz} says how to call it. */
public final class FuzzFiles {
  private FuzzFiles() {}

  /** All targets of this module. */
  static List<Target> targets() {
    List<Target> targets = new ArrayList<>(ImageTargets.all());
    targets.addAll(OwnTargets.all());
    targets.addAll(ExchangeTargets.all());
    return targets;
  }

  /** {@code SEED COUNT FOLDER [NAME ...]}; exit status 1 if a rule was broken. */
  public static void main(String[] args) {
    System.exit(Fuzz.main(targets(), args) ? 0 : 1);
  }
}
