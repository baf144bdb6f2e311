package io.anchorage.jobs.fit;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.fit.start.StartState;
import io.anchorage.format.Safetensors;
import io.anchorage.format.TensorFile;
import io.anchorage.jobs.storage.StorageFolder;
import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The file of a learnt start, and beside it the checkpoint of a run that is not done. */
final class StartOutput {
  private static final String CHECKPOINT = ".checkpoint";

  private final StorageFolder folder;
  private final String name;
  private final boolean resume;

  /** What an interrupted run left: its state, and what this belongs to. */
  record Checkpoint(StartState state, Map<String, String> about, StartLooks looks) {}

  private StartOutput(StorageFolder folder, String name, boolean resume) {
    this.folder = folder;
    this.name = name;
    this.resume = resume;
  }

  static StartOutput of(StartRequest request, Configuration hadoop) {
    if (!request.output().endsWith(".safetensors")) {
      throw new UserException(
          Kind.CONFIG,
          "--output must be a file named *.safetensors: %s".formatted(request.output()));
    }
    StorageFolder folder = StorageFolder.holding(request.output(), hadoop);
    String name = new Path(request.output()).getName();
    return new StartOutput(folder, name, request.resume());
  }

  /**
   * Refuses to write over a start, or over the checkpoint of a run that may go on.
   *
   * @throws UserException of kind OUTPUT
   */
  void requireNew() {
    if (folder.exists(name)) {
      throw new UserException(
          Kind.OUTPUT, "%s exists already: choose another --output".formatted(shown()));
    }
    if (!resume && folder.exists(name + CHECKPOINT)) {
      throw new UserException(
          Kind.OUTPUT,
          "%s was left by an interrupted run: go on with --resume, or delete it"
              .formatted(checkpointName()));
    }
  }

  String shown() {
    return folder.shown(name);
  }

  String checkpointName() {
    return folder.shown(name + CHECKPOINT);
  }

  /** The checkpoint; null if there is none. */
  Checkpoint checkpoint() {
    if (!folder.exists(name + CHECKPOINT)) {
      return null;
    }
    try {
      TensorFile file = Safetensors.decode(folder.content(name + CHECKPOINT), checkpointName());
      return new Checkpoint(StartState.of(file), file.metadata(), StartLooks.of(file));
    } catch (IOException e) {
      throw new UserException(
          Kind.INPUT, "%s; delete it to begin again".formatted(e.getMessage()), e);
    } catch (IllegalArgumentException e) {
      throw new UserException(
          Kind.INPUT,
          "Checkpoint %s %s; delete it to begin again".formatted(checkpointName(), e.getMessage()),
          e);
    }
  }

  void save(TensorFile state) {
    folder.put(name + CHECKPOINT, Safetensors.encode(state));
  }

  /** Writes the start and removes the checkpoint. */
  void write(byte[] content) {
    folder.put(name, content);
    if (folder.exists(name + CHECKPOINT)) {
      folder.deleteQuietly(name + CHECKPOINT);
    }
  }
}
