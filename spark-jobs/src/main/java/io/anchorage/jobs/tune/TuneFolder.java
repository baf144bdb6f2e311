package io.anchorage.jobs.tune;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.storage.Json;
import io.anchorage.jobs.storage.StorageFolder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The folder of a tuning: whether it may be written to, and what it was begun with. */
record TuneFolder(StorageFolder files) {
  static final String FILE = "tuning.json";

  /**
   * Checks the folder before anything is read or written.
   *
   * @throws UserException if it holds something else, or a tuning that is not to be resumed or was
   *     begun otherwise
   */
  void require(TuneRequest request) {
    boolean begun = files.exists(FILE);
    List<String> others = files.list("").stream().filter(name -> !name.startsWith("_")).toList();
    if (!begun && !others.isEmpty()) {
      throw new UserException(
          Kind.OUTPUT,
          "%s is not empty and is no tuning (it holds %s); choose another --output"
              .formatted(files.root(), others.get(0)));
    }
    if (begun && !request.limits().resume()) {
      throw new UserException(
          Kind.OUTPUT,
          "%s holds a tuning already; go on with it by --resume, or choose another --output"
              .formatted(files.root()));
    }
    if (begun) {
      requireSame(request);
    }
  }

  /** Fits are taken over only if they would be the same ones again. */
  private void requireSame(TuneRequest request) {
    Map<String, Object> before = Json.parse(files, FILE, Kind.OUTPUT, "choose another --output");
    description(request)
        .forEach(
            (key, value) -> {
              if (!Objects.equals(before.get(key), value)) {
                throw new UserException(
                    Kind.OUTPUT,
                    "%s was begun with another %s; give that one to --resume, or choose another --output"
                        .formatted(files.root(), key));
              }
            });
  }

  /** Says what the tuning is begun with. */
  void begin(TuneRequest request) {
    if (!files.exists(FILE)) {
      files.put(FILE, Json.page(description(request)));
    }
  }

  /** What decides a fit, apart from its own recipe. */
  private Map<String, Object> description(TuneRequest request) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("format", 1);
    tree.put("input", files.absolute(request.input()));
    tree.put("engine", request.engineName());
    tree.put("config", request.tunable().subject(request.tunable().base()).yaml());
    return tree;
  }
}
