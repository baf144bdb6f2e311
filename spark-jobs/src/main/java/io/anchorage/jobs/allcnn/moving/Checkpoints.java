package io.anchorage.jobs.allcnn.moving;

import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.learn.cnn.AllCnnConfig;
import io.anchorage.learn.cnn.CnnCheckpoint;
import java.io.Serializable;

/**
 * The network after each epoch of its training, one file each; epoch 0 is the network before
 * training.
 */
record Checkpoints(StorageFolder folder) implements Serializable {
  private static final long serialVersionUID = 1;

  /** Those of an experiment. */
  static Checkpoints in(StorageFolder results) {
    return new Checkpoints(results.below("checkpoints"));
  }

  static String name(int epoch) {
    return "epoch-%05d.safetensors".formatted(epoch);
  }

  boolean has(int epoch) {
    return folder.exists(name(epoch));
  }

  void put(int epoch, CnnCheckpoint network) {
    folder.put(name(epoch), network.encode());
  }

  /**
   * Reads a checkpoint.
   *
   * @throws io.anchorage.UserException of kind INPUT in one line, if it is damaged or has another
   *     architecture
   */
  CnnCheckpoint get(int epoch, AllCnnConfig architecture) {
    String name = name(epoch);
    CnnCheckpoint network = CnnCheckpoint.decode(folder.content(name), name);
    network.requireArchitecture(architecture, name);
    return network;
  }
}
