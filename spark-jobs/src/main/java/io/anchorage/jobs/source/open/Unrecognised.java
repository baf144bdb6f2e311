package io.anchorage.jobs.source.open;

import io.anchorage.UserException;
import io.anchorage.jobs.source.DatasetFolder;
import io.anchorage.jobs.source.Input;
import io.anchorage.jobs.source.KnownFile;
import io.anchorage.jobs.source.Listing;
import io.anchorage.jobs.source.SystemNames;
import io.anchorage.jobs.source.record.CifarFiles;
import io.anchorage.jobs.source.record.IdxName;
import io.anchorage.jobs.storage.FoundFile;
import io.anchorage.jobs.storage.TreeVisitor;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Says of an input in which no dataset is recognised what it holds instead, and what to do with it.
 */
final class Unrecognised {
  /** Files whose first bytes are looked at, because their names say nothing. */
  private static final int MOST_HEADS = 20;

  private final Input input;
  private final Map<KnownFile, Integer> counts = new LinkedHashMap<>();
  private final Map<KnownFile, String> samples = new HashMap<>();

  private Unrecognised(Input input) {
    this.input = input;
  }

  static UserException of(Input input) throws IOException {
    return input.root().isDirectory()
        ? new Unrecognised(input).folder()
        : new Unrecognised(input).file();
  }

  private UserException file() throws IOException {
    String name = input.path().getName();
    if (IdxName.of(input.root()) != null || name.toLowerCase(Locale.ROOT).endsWith(".bin")) {
      return input.error("%s is one file of a dataset; give the folder that contains it");
    }
    Optional<KnownFile> known = known(name, input.path().toString());
    return known.isPresent()
        ? input.error("%s is " + known.get().what() + ": " + known.get().advice())
        : nothing();
  }

  private UserException folder() throws IOException {
    Optional<UserException> python = python(input);
    if (python.isPresent()) {
      return python.get();
    }
    List<FoundFile> files = files();
    if (files.isEmpty()) {
      return input.error("Dataset is empty: %s contains no files; check the path given to --input");
    }
    int heads = 0;
    for (FoundFile file : files) {
      Optional<KnownFile> known = KnownFile.byName(file.name());
      if (known.isEmpty() && heads < MOST_HEADS) {
        heads++;
        known = known(file.name(), Listing.location(input.path().toString(), file.path()));
      }
      known.ifPresent(kind -> count(kind, file));
    }
    return counts.isEmpty() ? nothing() : held();
  }

  /** What is said of CIFAR's Python version, if the input holds it; empty if it does not. */
  static Optional<UserException> python(Input input) throws IOException {
    return DatasetFolder.find(input, "CIFAR's Python version", CifarFiles::isPython)
        .map(
            folder ->
                input.error(
                    "%s holds the Python version of CIFAR"
                        + (folder.below().isEmpty() ? "" : " (in " + folder.below() + ")")
                        + ", which is not read: take the binary version (cifar-10-binary.tar.gz or"
                        + " cifar-100-binary.tar.gz) and unpack it"));
  }

  /** All files below the input that are not hidden, sorted by path. */
  private List<FoundFile> files() throws IOException {
    List<FoundFile> files = new ArrayList<>();
    input
        .files()
        .walk(
            input.root(),
            new TreeVisitor() {
              @Override
              public boolean enters(String folder) {
                return SystemNames.of(folder.substring(folder.lastIndexOf('/') + 1)).isEmpty();
              }

              @Override
              public void file(FoundFile file) {
                if (SystemNames.of(file.name()).isEmpty()) {
                  files.add(file);
                }
              }

              @Override
              public void repeated(String link) {}
            });
    files.sort(Comparator.comparing(FoundFile::path));
    return files;
  }

  private void count(KnownFile kind, FoundFile file) {
    counts.merge(kind, 1, Integer::sum);
    samples.putIfAbsent(kind, file.path());
  }

  /** The kind of a file by its first bytes, or else by its name. */
  private Optional<KnownFile> known(String name, String location) {
    Optional<KnownFile> named = KnownFile.byName(name);
    try (InputStream in = input.files().open(location)) {
      Optional<KnownFile> found = KnownFile.pretender(in.readNBytes(KnownFile.HEAD_BYTES));
      return named.isPresent() && !found.map(KnownFile::isNoFile).orElse(false) ? named : found;
    } catch (IOException e) {
      return named;
    }
  }

  /** Tables of text usually describe the other files, so these go first. */
  private UserException held() {
    KnownFile kind =
        counts.keySet().stream()
            .filter(known -> !known.isText())
            .max((a, b) -> Integer.compare(counts.get(a), counts.get(b)))
            .orElseGet(() -> counts.keySet().iterator().next());
    int others = counts.get(kind) - 1;
    return input.error(
        "No dataset recognised in %s: "
            + samples.get(kind)
            + (others == 0 ? "" : ", one of " + (others + 1) + " such files,")
            + " is "
            + kind.what()
            + ": "
            + kind.advice());
  }

  private UserException nothing() {
    return input.error(
        "No dataset recognised in %s: looked for IDX files (train-images-idx3-ubyte[.gz]), CIFAR's"
            + " binary batches (data_batch_1.bin, train.bin), Parquet tables (*.parquet) and images ("
            + Listing.extensions()
            + "); check the path given to --input");
  }
}
