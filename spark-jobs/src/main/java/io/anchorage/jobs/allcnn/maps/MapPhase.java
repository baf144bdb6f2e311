package io.anchorage.jobs.allcnn.maps;

import java.util.Locale;

/** Which network a feature map comes from. */
public enum MapPhase {
  /** The network before training. */
  INITIALISED,
  /** The same network, trained by the job. */
  TRAINED,
  /** A network from a file. */
  GIVEN;

  /** The name in ids, columns and files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The phase of a name.
   *
   * @throws IllegalArgumentException if there is no such phase
   */
  public static MapPhase of(String word) {
    for (MapPhase phase : values()) {
      if (phase.word().equals(word)) {
        return phase;
      }
    }
    throw new IllegalArgumentException("No such phase: " + word);
  }
}
