package io.anchorage.jobs.source.record;

import io.anchorage.jobs.config.SourceConfig.ClassFrom;
import io.anchorage.jobs.source.CountedItems;
import io.anchorage.jobs.source.DatasetFolder;
import io.anchorage.jobs.source.Finding;
import io.anchorage.jobs.source.ImageFile;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.Input;
import io.anchorage.jobs.source.ItemReader;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.SourceImage;
import io.anchorage.jobs.source.SourceImage.Decoded;
import io.anchorage.jobs.source.Splits;
import io.anchorage.jobs.source.Tally;
import io.anchorage.jobs.storage.HadoopFiles;
import io.anchorage.signal.codec.IdxHeader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.apache.hadoop.fs.FileStatus;

/**
 * MNIST and datasets in its format: {@code train-images-idx3-ubyte} and so on, plain or .gz, with
 * label files beside the image files. Plain files are read by seeking to a task's records; a .gz
 * file is decompressed from the beginning up to them.
 */
public final class IdxSource implements ImageSource {
  private static final long serialVersionUID = 1;
  private static final int BYTE_VALUES = 256;
  private static final List<String> FASHION =
      List.of(
          "T-shirt/top",
          "Trouser",
          "Pullover",
          "Dress",
          "Coat",
          "Sandal",
          "Shirt",
          "Sneaker",
          "Bag",
          "Ankle boot");

  private final HadoopFiles files;
  private final String dataset;
  private final List<IdxSplit> splits;
  private final List<String> names;
  private final transient List<Finding> findings;

  private IdxSource(
      Input input, List<IdxSplit> splits, List<String> names, List<Finding> findings) {
    this.files = input.files();
    this.dataset = input.dataset();
    this.splits = splits;
    this.names = names;
    this.findings = findings;
  }

  public static IdxSource open(Input input, DatasetFolder folder) throws IOException {
    IdxFiles found = new IdxFiles(input, folder);
    List<String> withImages =
        Splits.ORDER.stream().filter(split -> found.images(split) != null).toList();
    if (withImages.isEmpty()) {
      throw input.error(
          "No IDX images in %s: looked for train-images-idx3-ubyte[.gz] and"
              + " t10k-images-idx3-ubyte[.gz]; check source.format and --input");
    }
    input.refuseTestFraction("IDX files have their own splits");
    input.requireSome(withImages);
    boolean labelled = input.config().classFrom() != ClassFrom.NONE;
    List<IdxSplit> splits = new ArrayList<>();
    for (String split : withImages) {
      if (input.wants(split)) {
        FileStatus labels = labelled ? found.labels(split) : null;
        splits.add(IdxSplit.open(input, split, found.images(split), labels));
      }
    }
    if (splits.stream().allMatch(split -> split.count() == 0)) {
      throw input.error("Dataset is empty: the IDX files in %s contain no images");
    }
    List<String> names = labelled ? names(input, found) : List.of();
    List<Finding> findings = new ArrayList<>(counted(input.files(), splits, names));
    findings.addAll(found.findings());
    return new IdxSource(input, splits, names, findings);
  }

  /**
   * Class names from EMNIST's mapping file, or those of MNIST and Fashion-MNIST if the dataset or
   * its folder has that name; other datasets have class numbers only.
   */
  private static List<String> names(Input input, IdxFiles found) throws IOException {
    List<String> mapped = found.mapped();
    if (!mapped.isEmpty()) {
      return mapped;
    }
    List<String> called = new ArrayList<>(found.folders());
    called.add(0, input.dataset());
    for (String name : called) {
      switch (name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "")) {
        case "fashionmnist" -> {
          return FASHION;
        }
        case "mnist", "qmnist" -> {
          return LongStream.range(0, 10).mapToObj(Long::toString).toList();
        }
        default -> {}
      }
    }
    return List.of();
  }

  private static List<Finding> counted(HadoopFiles files, List<IdxSplit> splits, List<String> names)
      throws IOException {
    Tally images = new Tally();
    long[] counts = new long[BYTE_VALUES];
    for (IdxSplit split : splits) {
      images.add(split.split(), split.count());
      split.count(files, counts);
    }
    Tally classes = new Tally();
    for (int label = 0; label < counts.length; label++) {
      if (counts[label] > 0) {
        classes.add(nameOf(label, names, Integer.toString(label)), counts[label]);
      }
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.found("splits: " + images.words()));
    if (!classes.isEmpty()) {
      String what = names.isEmpty() ? "classes: %d without names (%s)" : "classes: %d (%s)";
      findings.add(Finding.found(what.formatted(classes.names(), classes.words())));
    }
    return findings;
  }

  private static String nameOf(int label, List<String> names, String otherwise) {
    return label >= 0 && label < names.size() && !names.get(label).isEmpty()
        ? names.get(label)
        : otherwise;
  }

  @Override
  public String dataset() {
    return dataset;
  }

  @Override
  public List<Finding> findings() {
    return findings;
  }

  @Override
  public Iterator<ItemRef> items() {
    return new CountedItems(splits.stream().map(split -> split.items(dataset)).toList());
  }

  @Override
  public List<String> labelNames() {
    return names;
  }

  @Override
  public Iterator<SourceImage> read(List<ItemRef> items) {
    return ItemReader.of(items, this::file);
  }

  private ImageFile file(String location) throws IOException {
    for (IdxSplit split : splits) {
      if (split.images().equals(location)) {
        return IdxImages.open(files, split, names);
      }
    }
    throw new IOException("Not a file of this dataset: " + location);
  }

  /** The open files of one split. */
  private record IdxImages(
      RecordStream images,
      IdxHeader header,
      RecordStream labels,
      IdxHeader labelHeader,
      List<String> names)
      implements ImageFile {

    static IdxImages open(HadoopFiles files, IdxSplit split, List<String> names)
        throws IOException {
      RecordStream images = new RecordStream(files, split.images());
      try {
        IdxHeader header =
            IdxHeader.parse(
                images.head(IdxHeader.MAX_BYTES), IdxHeader.Kind.IMAGES, split.images());
        if (split.labels() == null) {
          return new IdxImages(images, header, null, null, names);
        }
        RecordStream labels = new RecordStream(files, split.labels());
        IdxHeader labelHeader =
            IdxHeader.parse(
                labels.head(IdxHeader.MAX_BYTES), IdxHeader.Kind.LABELS, split.labels());
        return new IdxImages(images, header, labels, labelHeader, names);
      } catch (IOException e) {
        images.close();
        throw e;
      }
    }

    @Override
    public Decoded read(ItemRef item) throws IOException {
      byte[] record = images.read(header.offset(item.position()), header.recordBytes());
      int label = labels == null ? -1 : Math.max(-1, label(item.position()));
      return new Decoded(item, header.image(record, 0), label, nameOf(label, names, ""));
    }

    private int label(long position) throws IOException {
      return labelHeader.label(
          labels.read(labelHeader.offset(position), labelHeader.recordBytes()));
    }

    @Override
    public void close() throws IOException {
      images.close();
      if (labels != null) {
        labels.close();
      }
    }
  }
}
