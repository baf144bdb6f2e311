package io.anchorage.jobs.allcnn.paths;

import java.io.Serializable;
import java.util.List;

/**
 * What a training sends to the driver at its end.
 *
 * <p>Not a record, because {@code network} is a large array that is never compared.
 */
final class TrainedNetwork implements Serializable {
  private static final long serialVersionUID = 1;

  private final List<EpochScores> history;
  private final byte[] network;
  private final long parameters;
  private final long moments;

  /**
   * @param network a checkpoint's file; shared
   * @param parameters numbers kept by the predictor
   * @param moments numbers kept by the predictor's optimiser
   */
  TrainedNetwork(List<EpochScores> history, byte[] network, long parameters, long moments) {
    this.history = List.copyOf(history);
    this.network = network;
    this.parameters = parameters;
    this.moments = moments;
  }

  List<EpochScores> history() {
    return history;
  }

  /** The training's own array: read it, do not write. */
  byte[] network() {
    return network;
  }

  long parameters() {
    return parameters;
  }

  long moments() {
    return moments;
  }
}
