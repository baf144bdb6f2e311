package io.anchorage.jobs.source.record;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.config.SourceConfig.Format;
import io.anchorage.jobs.source.DatasetFolder;
import io.anchorage.jobs.source.FileStamp;
import io.anchorage.jobs.source.Finding;
import io.anchorage.jobs.source.Input;
import io.anchorage.jobs.source.KnownFile;
import io.anchorage.jobs.source.Splits;
import io.anchorage.jobs.source.Tally;
import io.anchorage.jobs.storage.ErrorText;
import io.anchorage.signal.codec.CifarLayout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileStatus;

/** The files of CIFAR-10's or CIFAR-100's binary version in a folder: batches and class names. */
public final class CifarFiles {
  private static final Pattern BATCH = Pattern.compile("data_batch_(\\d{1,9})\\.bin");
  private static final String TEST = "test_batch.bin";
  private static final Set<String> HUNDRED = Set.of("train.bin", "test.bin");
  private static final String FINE_NAMES = "fine_label_names.txt";
  private static final String COARSE_NAMES = "coarse_label_names.txt";
  private static final Pattern PYTHON =
      Pattern.compile("data_batch_\\d+|test_batch|batches\\.meta");
  private static final int USUAL_BATCHES = 5;
  private static final int LONGEST_NAMES = 1 << 16;

  private final Input input;
  private final DatasetFolder folder;
  private final CifarLayout layout;
  private final List<FileStatus> batches;
  private final Set<String> used = new HashSet<>();

  CifarFiles(Input input, DatasetFolder folder, CifarLayout layout) {
    this.input = input;
    this.folder = folder;
    this.layout = layout;
    this.batches =
        folder.children().stream()
            .filter(this::isBatch)
            .sorted(Comparator.comparingInt(CifarFiles::number))
            .toList();
    batches.forEach(batch -> used.add(batch.getPath().getName()));
    if (layout != CifarLayout.TEN) {
      used.addAll(List.of(FINE_NAMES, COARSE_NAMES));
    }
  }

  /** Whether any of these files is named like a batch of CIFAR-10. */
  public static boolean isTen(List<FileStatus> children) {
    return children.stream().anyMatch(child -> child.isFile() && isTen(child));
  }

  /**
   * Whether any of these files is named like one of CIFAR-100; since the names say little, its size
   * or a file of class names beside it must say so, too.
   */
  public static boolean isHundred(List<FileStatus> children) {
    boolean named =
        children.stream().anyMatch(child -> child.getPath().getName().equals(FINE_NAMES));
    return children.stream()
        .anyMatch(
            child ->
                isHundred(child)
                    && (named
                        || (child.getLen() > 0
                            && child.getLen() % CifarLayout.FINE.recordBytes() == 0)));
  }

  /** Whether these are the pickled files of CIFAR-10's or CIFAR-100's Python version. */
  public static boolean isPython(List<FileStatus> children) {
    Set<String> names =
        children.stream()
            .filter(FileStatus::isFile)
            .map(child -> child.getPath().getName())
            .collect(Collectors.toSet());
    return names.stream().anyMatch(name -> PYTHON.matcher(name).matches())
        || (names.contains("meta") && (names.contains("train") || names.contains("test")));
  }

  private static boolean isTen(FileStatus file) {
    String name = file.getPath().getName();
    return BATCH.matcher(name).matches() || name.equals(TEST);
  }

  private static boolean isHundred(FileStatus file) {
    return file.isFile() && HUNDRED.contains(file.getPath().getName());
  }

  private boolean isBatch(FileStatus file) {
    return file.isFile() && (layout == CifarLayout.TEN ? isTen(file) : isHundred(file));
  }

  /** Training batches by number, the test batch last. */
  private static int number(FileStatus file) {
    String name = file.getPath().getName();
    Matcher batch = BATCH.matcher(name);
    if (batch.matches()) {
      return Integer.parseInt(batch.group(1));
    }
    return split(file).equals(Splits.TEST) ? Integer.MAX_VALUE : 1;
  }

  private static String split(FileStatus file) {
    return file.getPath().getName().startsWith("test") ? Splits.TEST : Splits.TRAIN;
  }

  /**
   * The batches of the wanted splits.
   *
   * @throws UserException if there are none, or one of them is empty or cut
   */
  List<CifarBatch> batches() {
    if (batches.isEmpty()) {
      throw none();
    }
    input.requireSome(batches.stream().map(CifarFiles::split).toList());
    List<CifarBatch> wanted = new ArrayList<>();
    long train = 0;
    for (FileStatus file : batches) {
      String split = split(file);
      if (input.wants(split)) {
        long count = count(file);
        boolean test = split.equals(Splits.TEST);
        String location = file.getPath().toString();
        wanted.add(new CifarBatch(split, location, test ? 0 : train, count, FileStamp.of(file)));
        train += test ? 0 : count;
      }
    }
    return wanted;
  }

  private UserException none() {
    boolean ten = layout == CifarLayout.TEN;
    boolean other = ten ? isHundred(folder.children()) : isTen(folder.children());
    String what =
        ten
            ? "No CIFAR-10 batches in %s: looked for data_batch_1.bin and test_batch.bin; "
            : "No CIFAR-100 files in %s: looked for train.bin and test.bin; ";
    String but =
        "there are files of " + (ten ? "CIFAR-100" : "CIFAR-10") + ", so check source.format";
    return input.error(what + (other ? but : "check source.format and --input"));
  }

  private long count(FileStatus file) {
    String location = file.getPath().toString();
    if (file.getLen() == 0) {
      throw new UserException(
          Kind.INPUT,
          "%s batch %s is empty: load it again, or remove it if its images are not wanted"
              .formatted(layout.dataset(), location));
    }
    try {
      requireUnknown(location);
      return layout.count(file.getLen(), location);
    } catch (IOException e) {
      throw new UserException(Kind.INPUT, ErrorText.line(e), e);
    }
  }

  private void requireUnknown(String location) throws IOException {
    try (InputStream in = input.files().open(location)) {
      Optional<KnownFile> known = KnownFile.pretender(in.readNBytes(KnownFile.HEAD_BYTES));
      if (known.isPresent()) {
        throw new IOException(
            "Not a %s batch: %s is %s: %s"
                .formatted(layout.dataset(), location, known.get().what(), known.get().advice()));
      }
    }
  }

  /** Class names by class number; empty if their file is missing. */
  List<String> names() throws IOException {
    String wanted =
        switch (layout) {
          case TEN -> "batches.meta.txt";
          case FINE -> FINE_NAMES;
          case COARSE -> COARSE_NAMES;
        };
    for (FileStatus child : folder.children()) {
      if (child.getPath().getName().equals(wanted)) {
        used.add(wanted);
        try (RecordStream in = new RecordStream(input.files(), child.getPath().toString())) {
          String text = new String(in.head(LONGEST_NAMES), StandardCharsets.UTF_8);
          return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        }
      }
    }
    return List.of();
  }

  /** What is to be said of the files, after {@link #names()}. */
  List<Finding> findings(List<CifarBatch> read, List<String> names) {
    List<Finding> findings = new ArrayList<>();
    Tally splits = new Tally();
    read.forEach(batch -> splits.add(batch.split(), batch.count()));
    findings.add(Finding.found("splits: " + splits.words()));
    String which =
        layout == CifarLayout.COARSE ? "coarse " : layout == CifarLayout.FINE ? "fine " : "";
    findings.add(
        Finding.found(
            names.isEmpty()
                ? which + "classes without names: there is no file of them"
                : "%sclasses: %d (%s)".formatted(which, names.size(), some(names))));
    if (layout == CifarLayout.FINE) {
      findings.add(
          Finding.guessed("labels: the fine ones; source.label-column: coarse takes the others"));
    }
    String missing = missing();
    if (!missing.isEmpty()) {
      findings.add(Finding.found("batches that are not there: " + missing));
    }
    findings.addAll(folder.findings(used));
    return findings;
  }

  private static String some(List<String> names) {
    return names.size() <= 10
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, 10)) + ", ...";
  }

  private String missing() {
    if (layout != CifarLayout.TEN) {
      return HUNDRED.stream()
          .sorted()
          .filter(n -> !used.contains(n))
          .collect(Collectors.joining(", "));
    }
    int last =
        batches.stream()
            .mapToInt(CifarFiles::number)
            .filter(n -> n < Integer.MAX_VALUE)
            .max()
            .orElse(0);
    List<String> names = new ArrayList<>();
    IntStream.rangeClosed(1, Math.max(USUAL_BATCHES, Math.min(last, 1000)))
        .mapToObj(n -> "data_batch_" + n + ".bin")
        .filter(name -> !used.contains(name))
        .forEach(names::add);
    if (!used.contains(TEST)) {
      names.add(TEST);
    }
    return String.join(", ", names);
  }

  /** The layout that the config asks for, or that the files have. */
  static CifarLayout layout(Input input, DatasetFolder folder) {
    Format format = input.config().format();
    boolean ten = isTen(folder.children());
    if (format == Format.AUTO && ten && isHundred(folder.children())) {
      throw input.error(
          "%s has files of both CIFAR-10 and CIFAR-100; choose with source.format: cifar10 or"
              + " cifar100");
    }
    if (format == Format.CIFAR10 || (format == Format.AUTO && ten)) {
      input.refuseUnread("CIFAR-10", Set.of());
      return CifarLayout.TEN;
    }
    input.refuseUnread("CIFAR-100", Set.of("source.label-column"));
    return switch (input.config().labelColumn()) {
      case "", "fine", "fine_label" -> CifarLayout.FINE;
      case "coarse", "coarse_label" -> CifarLayout.COARSE;
      default ->
          throw new UserException(
              Kind.CONFIG,
              "source.label-column is %s, but CIFAR-100 has fine and coarse only"
                  .formatted(input.config().labelColumn()));
    };
  }
}
