package io.anchorage.jobs.allcnn.paths;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.format.Safetensors;
import io.anchorage.format.TensorFile;
import io.anchorage.jobs.storage.Json;
import io.anchorage.jobs.storage.StorageFolder;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.ObjIntConsumer;

/**
 * A training's checkpoint: a file for each part of its state, and last one that names them. The
 * files of two checkpoints take turns, so that a kill at any moment leaves one that is whole.
 *
 * @param parts how many files a state has
 */
record PathCheckpoint(StorageFolder folder, int parts) {
  private static final String FILE = "checkpoint.json";

  /**
   * Writes a checkpoint in place of the last one.
   *
   * @param state of a part, from 0
   */
  void write(IntFunction<TensorFile> state, List<EpochScores> history) {
    int turn = folder.exists(FILE) ? 1 - turn(read()) : 0;
    for (int part = 0; part < parts; part++) {
      folder.put(name(turn, part), Safetensors.encode(state.apply(part)));
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("turn", turn);
    tree.put("history", EpochScores.trees(history));
    folder.put(FILE, Json.page(tree));
  }

  /**
   * Restores the last checkpoint.
   *
   * @param restore takes each part's state
   * @return the scores up to it; empty if there is no checkpoint
   * @throws UserException of kind INPUT in one line, if it is damaged
   */
  Optional<List<EpochScores>> restore(ObjIntConsumer<TensorFile> restore) {
    if (!folder.exists(FILE)) {
      return Optional.empty();
    }
    Map<String, Object> tree = read();
    for (int part = 0; part < parts; part++) {
      String name = name(turn(tree), part);
      try {
        restore.accept(Safetensors.decode(folder.content(name), name), part);
      } catch (IOException | IllegalArgumentException e) {
        throw new UserException(
            Kind.INPUT,
            "Checkpoint %s cannot be used: %s; delete %s to begin this training again"
                .formatted(folder.shown(name), e.getMessage(), folder.shown(FILE)),
            e);
      }
    }
    return Optional.of(EpochScores.of((List<?>) tree.get("history")));
  }

  /** Removes the checkpoints of a training that is complete. */
  void remove() {
    folder.deleteQuietly(FILE);
    for (int turn = 0; turn < 2; turn++) {
      for (int part = 0; part < parts; part++) {
        folder.deleteQuietly(name(turn, part));
      }
    }
  }

  private Map<String, Object> read() {
    return Json.parse(folder, FILE, Kind.INPUT, "delete it to begin this training again");
  }

  private static int turn(Map<String, Object> tree) {
    return ((Number) tree.get("turn")).intValue();
  }

  private static String name(int turn, int part) {
    return "checkpoint-%d-%d.safetensors".formatted(turn, part);
  }
}
