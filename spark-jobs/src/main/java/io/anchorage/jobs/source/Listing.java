package io.anchorage.jobs.source;

import io.anchorage.jobs.storage.ErrorText;
import io.anchorage.jobs.storage.FoundFile;
import io.anchorage.jobs.storage.TreeVisitor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;

/**
 * The files below an input whose names say that they are images or Parquet tables, sorted by
 * relative path. Hidden files and folders and those of operating systems are skipped; whatever is
 * not listed is counted in a finding.
 *
 * @param root the folder that paths are relative to
 * @param passedOver the other files, by extension
 * @param findings what was left out
 */
public record Listing(
    Path root, List<Entry> images, List<Entry> tables, Tally passedOver, List<Finding> findings) {
  /** The file extensions of images, in lower case. */
  static final Set<String> IMAGES =
      Set.of(
          "png", "apng", "jpg", "jpeg", "jpe", "jfif", "jif", "pjpeg", "pjp", "bmp", "dib", "gif",
          "tif", "tiff", "webp");

  private static final String TABLES = "parquet";

  /** Names that files with labels often have. */
  private static final Set<String> LABELS =
      Set.of(
          "metadata.csv",
          "metadata.jsonl",
          "labels.csv",
          "labels.tsv",
          "annotations.csv",
          "val_annotations.txt");

  /**
   * One file.
   *
   * @param path relative to the root, with slashes
   * @param stamp size and time
   * @param problem why it cannot be read; null if nothing speaks against it
   */
  public record Entry(String path, FileStamp stamp, String problem) {
    public Entry(String path, FileStamp stamp) {
      this(path, stamp, null);
    }

    public String name() {
      return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The folders that contain the file, outermost first. */
    public List<String> folders() {
      int last = path.lastIndexOf('/');
      return last < 0 ? List.of() : List.of(path.substring(0, last).split("/", -1));
    }
  }

  public static Listing of(Input input) throws IOException {
    Path root = input.root().isDirectory() ? input.path() : input.path().getParent();
    Sorter sorter = new Sorter();
    input.files().walk(input.root(), sorter);
    return sorter.listing(root, new Strangers(input.files(), root.toString()));
  }

  /** Whether nothing was found, nothing that was left out either. */
  public boolean isEmpty() {
    return images.isEmpty() && tables.isEmpty() && findings.isEmpty();
  }

  /** Refuses tables that cannot be read, whose rows could not even be counted. */
  public void requireTables(Input input) {
    for (Entry table : tables) {
      if (table.problem() != null) {
        throw input.error(
            "Parquet table in %s cannot be read: "
                + ErrorText.shown(table.path() + " " + table.problem())
                + "; put it right, or move it out of --input");
      }
    }
  }

  /** Whether a name has the extension of an image. */
  public static boolean isImage(String name) {
    return IMAGES.contains(extension(name));
  }

  static String extension(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  /**
   * The full path of a file below a root. Joined as text, because Hadoop's {@code Path} does not
   * accept a relative path with a colon in it.
   */
  public static String location(String root, String path) {
    return root.endsWith("/") ? root + path : root + "/" + path;
  }

  /** The extensions of images in one line, sorted. */
  public static String extensions() {
    return String.join(", ", IMAGES.stream().sorted().toList());
  }

  /** Sorts what a walk finds by its names. */
  private static final class Sorter implements TreeVisitor {
    private final List<Entry> images = new ArrayList<>();
    private final List<Entry> tables = new ArrayList<>();
    private final List<FoundFile> others = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private final List<String> repeated = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private final Set<String> skippedFolders = new HashSet<>();
    private final Set<String> entered = new TreeSet<>();

    @Override
    public boolean enters(String folder) {
      Optional<String> system = SystemNames.of(folder.substring(folder.lastIndexOf('/') + 1));
      if (system.isPresent() && skippedFolders.add(folder)) {
        skipped.add(system.get());
      }
      if (system.isEmpty()) {
        entered.add(folder);
      }
      return system.isEmpty();
    }

    @Override
    public void repeated(String link) {
      repeated.add(link);
      entered.remove(link);
    }

    @Override
    public void file(FoundFile file) {
      Optional<String> system = SystemNames.of(file.name());
      String extension = extension(file.name());
      FileStamp stamp = new FileStamp(file.bytes(), file.millis());
      if (system.isPresent()) {
        skipped.add(system.get());
      } else if (IMAGES.contains(extension)) {
        images.add(new Entry(file.path(), stamp, file.problem()));
      } else if (extension.equals(TABLES) && !file.name().startsWith("_")) {
        tables.add(new Entry(file.path(), stamp, file.problem()));
      } else if (file.problem() != null) {
        unreadable.add(file.path() + " " + file.problem());
      } else {
        others.add(file);
      }
    }

    Listing listing(Path root, Strangers strangers) {
      images.sort(Comparator.comparing(Entry::path));
      tables.sort(Comparator.comparing(Entry::path));
      others.sort(Comparator.comparing(FoundFile::path));
      Tally passedOver = new Tally();
      others.stream()
          .map(file -> extension(file.name()))
          .map(extension -> extension.isEmpty() ? "no extension" : extension)
          .sorted()
          .forEach(passedOver::add);
      List<Finding> findings = new ArrayList<>();
      if (!passedOver.isEmpty()) {
        findings.add(
            Finding.leftOut(
                "%d files by extension: %s".formatted(passedOver.total(), passedOver.words())));
        strangers.among(others).ifPresent(findings::add);
      }
      bad(images.size(), images).ifPresent(findings::add);
      bad(tables.size(), tables).ifPresent(findings::add);
      some("folders without images", barren()).ifPresent(findings::add);
      others.stream()
          .map(FoundFile::path)
          .filter(path -> LABELS.contains(path.substring(path.lastIndexOf('/') + 1)))
          .findFirst()
          .ifPresent(
              path ->
                  findings.add(
                      Finding.leftOut(
                          ErrorText.shown(path) + " may hold labels: source.labels reads it")));
      some("entries that cannot be read", unreadable).ifPresent(findings::add);
      some("links to folders that are listed already", repeated).ifPresent(findings::add);
      if (!skipped.isEmpty()) {
        Tally names = new Tally();
        skipped.stream().sorted().forEach(names::add);
        findings.add(
            Finding.leftOut(
                "%d hidden or system entries: %s".formatted(names.total(), names.words())));
      }
      return new Listing(
          root, List.copyOf(images), List.copyOf(tables), passedOver, List.copyOf(findings));
    }

    /** The outermost folders below which there are neither images nor tables. */
    private List<String> barren() {
      Set<String> fruitful = new HashSet<>(Set.of(""));
      Stream.concat(images.stream(), tables.stream())
          .map(Entry::path)
          .forEach(
              path -> {
                int end = path.lastIndexOf('/');
                while (end > 0 && fruitful.add(path.substring(0, end))) {
                  end = path.lastIndexOf('/', end - 1);
                }
              });
      return entered.stream()
          .filter(folder -> !fruitful.contains(folder))
          .filter(
              folder ->
                  fruitful.contains(folder.substring(0, Math.max(0, folder.lastIndexOf('/')))))
          .toList();
    }

    private static Optional<Finding> bad(int all, List<Entry> entries) {
      List<String> bad =
          entries.stream()
              .filter(entry -> entry.problem() != null)
              .map(entry -> entry.path() + " " + entry.problem())
              .toList();
      return some("of %d files cannot be read and are failures".formatted(all), bad);
    }

    private static Optional<Finding> some(String what, List<String> names) {
      return names.isEmpty()
          ? Optional.empty()
          : Optional.of(
              Finding.leftOut(
                  "%d %s, such as %s"
                      .formatted(
                          names.size(),
                          what,
                          ErrorText.shown(names.stream().sorted().findFirst().orElseThrow()))));
    }
  }
}
