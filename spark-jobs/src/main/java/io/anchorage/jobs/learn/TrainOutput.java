package io.anchorage.jobs.learn;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.BuildInfo;
import io.anchorage.jobs.learn.TrainRequest.Mode;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.learn.train.ModelFiles;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a training finds at its output, and where it works. A nightly training works in a folder
 * {@code _next-...}, named by the table's content, below the model that it will replace, so that
 * readers have the last model until the new one is complete; then file after file is put in the
 * last one's place, the description last. A run that is killed in between is finished by the next
 * one, because that folder is deleted only in the end.
 */
final class TrainOutput {
  private static final Logger LOG = LoggerFactory.getLogger(TrainOutput.class);
  private static final String NEXT = "_next-";
  private static final String FROM_LAST = "from_last";
  private static final List<String> RECIPE = List.of("recipe_hash", "decoder_hash", "config");

  private final StorageFolder output;
  private final TrainRequest request;
  private final SampleTable table;
  private final String sparkVersion;
  private TableContent content;

  TrainOutput(StorageFolder output, TrainRequest request, SampleTable table, String sparkVersion) {
    this.output = output;
    this.request = request;
    this.table = table;
    this.sparkVersion = sparkVersion;
  }

  /**
   * Checks the output before anything is read in full or written.
   *
   * @throws UserException of kind OUTPUT if it holds what the request does not expect
   */
  void require() {
    boolean begun = output.exists(ModelFolder.TRAINING);
    List<String> others = output.list("").stream().filter(name -> !name.startsWith("_")).toList();
    if (!begun && !others.isEmpty()) {
      throw new UserException(
          Kind.OUTPUT,
          "%s is not empty and is no training (it holds %s); choose another --output"
              .formatted(output.root(), others.get(0)));
    }
    if (begun && request.mode() == Mode.CREATE) {
      throw new UserException(
          Kind.OUTPUT,
          "%s holds a training already; go on with it by --resume, or choose another --output"
              .formatted(output.root()));
    }
    if (begun) {
      requireRecipe(output);
    }
  }

  private void requireRecipe(StorageFolder folder) {
    Map<?, ?> before = ModelFolder.parse(folder, ModelFolder.TRAINING);
    Map<String, Object> now = recipe();
    for (String key : RECIPE) {
      if (!Objects.equals(String.valueOf(before.get(key)), String.valueOf(now.get(key)))) {
        throw new UserException(
            Kind.OUTPUT,
            "%s was begun with another %s; give that one%s, or choose another --output"
                .formatted(
                    output.root(),
                    key.equals("config") ? "config" : "table",
                    request.mode() == Mode.RESUME ? " to --resume" : ""));
      }
    }
  }

  /**
   * The folder to work in, with its description; the caller holds the lock.
   *
   * @return null if the last model is one of the table as it is now
   * @throws UserException of kind OUTPUT if the table has changed under a training to resume
   */
  StorageFolder begin() {
    if (request.mode() != Mode.INCREMENTAL) {
      return described(output);
    }
    List<String> begun = output.folders().stream().filter(n -> n.startsWith(NEXT)).toList();
    begun.stream().map(output::below).filter(this::isComplete).forEach(this::publish);
    if (isOfTable(output)) {
      begun.forEach(output::deleteFolder);
      return isComplete(output) ? null : output;
    }
    String next = NEXT + content().shortName() + (request.fromLast() ? "-from-last" : "");
    for (String other : begun) {
      if (!other.equals(next)) {
        LOG.info(
            "{} has changed since a training in {} was begun: it begins anew",
            table.root(),
            output.shown(other));
        output.deleteFolder(other);
      }
    }
    StorageFolder folder = output.below(next);
    if (folder.exists(ModelFolder.TRAINING)) {
      requireRecipe(folder);
    }
    return described(folder);
  }

  private StorageFolder described(StorageFolder folder) {
    if (!folder.exists(ModelFolder.TRAINING)) {
      folder.put(ModelFolder.TRAINING, ModelFolder.page(description()));
    } else if (request.mode() == Mode.RESUME && !isOfTable(folder)) {
      throw new UserException(
          Kind.OUTPUT,
          "%s has changed since the training in %s was begun; train anew with --incremental, or choose another --output"
              .formatted(table.root(), output.root()));
    }
    return folder;
  }

  /** Tests whether a folder's training was begun on the table as it is now. */
  private boolean isOfTable(StorageFolder folder) {
    if (!folder.exists(ModelFolder.TRAINING)) {
      return false;
    }
    TableContent before = TableContent.of(ModelFolder.parse(folder, ModelFolder.TRAINING));
    if (before == null) {
      LOG.warn(
          "{} was begun by a version that did not keep what its table held: nobody can tell whether"
              + " the table has changed",
          folder.root());
      return request.mode() == Mode.RESUME;
    }
    return table.holds(before);
  }

  private boolean isComplete(StorageFolder folder) {
    return request.plan().trials().stream()
            .map(trial -> folder.below(trial.folder()))
            .allMatch(own -> own.exists(ModelFolder.RESULT) && own.exists(ModelFiles.CARD))
        && (request.plan().trials().size() < 2 || folder.exists(ModelFolder.SUMMARY));
  }

  /** Puts a complete training into the output, if it was not made there. */
  void publish(StorageFolder work) {
    if (work.root().equals(output.root())) {
      return;
    }
    for (Trial trial : request.plan().trials()) {
      StorageFolder from = work.below(trial.folder());
      StorageFolder to = output.below(trial.folder());
      List<String> inner = from.folders();
      for (String name : from.list("")) {
        if (!isLast(name) && !inner.contains(name)) {
          to.put(name, from.content(name));
        }
      }
      to.put(ModelFiles.CARD, from.content(ModelFiles.CARD));
      to.put(ModelFolder.RESULT, from.content(ModelFolder.RESULT));
      to.deleteQuietly(ModelFolder.CHECKPOINT);
    }
    if (work.exists(ModelFolder.SUMMARY)) {
      output.put(ModelFolder.SUMMARY, work.content(ModelFolder.SUMMARY));
    }
    output.put(ModelFolder.TRAINING, work.content(ModelFolder.TRAINING));
    work.deleteFolder("");
  }

  private static boolean isLast(String name) {
    return List.of(ModelFiles.CARD, ModelFolder.RESULT, ModelFolder.SUMMARY, ModelFolder.TRAINING)
        .contains(name);
  }

  /**
   * The folder of the last model that a new one begins with.
   *
   * @return null if a new one begins anew: nobody asked for it, there is none, or it has other
   *     classes, which is logged
   */
  StorageFolder last(Trial trial) {
    StorageFolder folder = output.below(trial.folder());
    if (!request.fromLast() || !folder.exists(ModelFiles.CARD)) {
      return null;
    }
    List<String> before = ModelFolder.read(folder).classes();
    List<String> now = table.classes().names();
    if (!before.equals(now)) {
      LOG.warn(
          "{}: the classes of {} have changed from {} to {}: the model begins anew, not with the"
              + " last one's weights",
          folder.root(),
          table.root(),
          ClassMatch.some(before),
          ClassMatch.some(now));
      return null;
    }
    return folder;
  }

  /** What the table holds now; read once. */
  TableContent content() {
    if (content == null) {
      content = table.content();
    }
    return content;
  }

  private Map<String, Object> description() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("format", 1);
    tree.put("anchorage", BuildInfo.version());
    tree.put("commit", BuildInfo.commit());
    tree.put("spark", sparkVersion);
    tree.put("java", System.getProperty("java.version"));
    tree.put("begun", Instant.now().toString());
    tree.put("table", table.root());
    tree.put("table_id", table.id());
    tree.put("dataset", table.dataset());
    content().addTo(tree);
    tree.put(FROM_LAST, request.fromLast());
    tree.putAll(recipe());
    return tree;
  }

  private Map<String, Object> recipe() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("recipe_hash", table.recipe());
    tree.put("decoder_hash", table.decoder());
    tree.put("config", request.plan().config().json());
    return tree;
  }
}
