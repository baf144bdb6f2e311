package io.anchorage.jobs.source;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.source.SourceImage.Decoded;
import io.anchorage.jobs.storage.ErrorText;
import io.anchorage.jobs.storage.HadoopFiles;
import io.anchorage.signal.codec.IdxHeader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.apache.hadoop.fs.FileStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * MNIST and datasets in its format: {@code train-images-idx3-ubyte} and so on, plain or .gz, with
 * label files beside the image files. Plain files are read by seeking to a task's records; a .gz
 * file is decompressed from the beginning up to them.
 */
final class IdxSource implements ImageSource {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(IdxSource.class);
  private static final Pattern NAME =
      Pattern.compile("(train|t10k|test)-(images|labels)[.-]idx([13])-ubyte(\\.gz)?");
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

  private IdxSource(HadoopFiles files, String dataset, List<IdxSplit> splits) {
    this.files = files;
    this.dataset = dataset;
    this.splits = splits;
  }

  /** Whether any of these files is named like an IDX file. */
  static boolean recognises(List<FileStatus> children) {
    return children.stream()
        .anyMatch(child -> child.isFile() && NAME.matcher(child.getPath().getName()).matches());
  }

  static IdxSource open(Input input, List<FileStatus> children) {
    Map<String, FileStatus> found = new TreeMap<>();
    for (FileStatus child : children) {
      Matcher name = NAME.matcher(child.getPath().getName());
      if (child.isFile() && name.matches()) {
        String split = name.group(1).equals("train") ? Splits.TRAIN : Splits.TEST;
        // A plain file sorts before its .gz, so the first one found is kept.
        found.putIfAbsent(split + " " + name.group(2), child);
      }
    }
    List<String> withImages =
        Splits.ORDER.stream().filter(split -> found.containsKey(split + " images")).toList();
    if (withImages.isEmpty()) {
      throw input.error(
          "No IDX images in %s: looked for train-images-idx3-ubyte[.gz] and"
              + " t10k-images-idx3-ubyte[.gz]; check source.format and --input");
    }
    input.refuseTestFraction("IDX files have their own splits");
    input.requireSome(withImages);
    List<IdxSplit> splits = new ArrayList<>();
    for (String split : withImages) {
      if (input.wants(split)) {
        splits.add(split(input, split, found));
      }
    }
    if (splits.stream().allMatch(split -> split.count() == 0)) {
      throw input.error("Dataset is empty: the IDX files in %s contain no images");
    }
    return new IdxSource(input.files(), input.dataset(), splits);
  }

  private static IdxSplit split(Input input, String split, Map<String, FileStatus> found) {
    FileStatus file = found.get(split + " images");
    FileStatus labelFile = found.get(split + " labels");
    String images = file.getPath().toString();
    String labels = labelFile == null ? null : labelFile.getPath().toString();
    try {
      IdxHeader header = check(input.files(), images, IdxHeader.Kind.IMAGES);
      if (header.recordBytes() > input.config().maxPixels()) {
        throw new IOException(
            "IDX file %s has images of %dx%d, which is more than source.max-pixels: %d"
                .formatted(images, header.width(), header.height(), input.config().maxPixels()));
      }
      if (labels == null) {
        LOG.warn("No label file beside {}: its images will have no labels", images);
      } else {
        checkLabels(input.files(), labels, images, header.count());
      }
      return new IdxSplit(
          split, images, labels, header.count(), header.recordBytes(), FileStamp.of(file));
    } catch (IOException e) {
      throw new UserException(Kind.INPUT, ErrorText.line(e), e);
    }
  }

  private static void checkLabels(HadoopFiles files, String labels, String images, int count)
      throws IOException {
    IdxHeader header = check(files, labels, IdxHeader.Kind.LABELS);
    if (header.count() != count) {
      throw new IOException(
          "Label file %s has %d labels but its image file %s has %d images: they do not belong together"
              .formatted(labels, header.count(), images, count));
    }
  }

  /**
   * Reads a file's header and checks the file's length against it. A .gz file is decompressed to
   * the end for that.
   */
  private static IdxHeader check(HadoopFiles files, String location, IdxHeader.Kind kind)
      throws IOException {
    try (RecordStream in = start(files, location)) {
      IdxHeader header = IdxHeader.parse(in.head(IdxHeader.MAX_BYTES), kind, location);
      if (RecordStream.compressed(location)) {
        header.checkLength(readThrough(in, location, header), location);
      } else {
        header.checkLength(files.length(location), location);
      }
      return header;
    }
  }

  private static RecordStream start(HadoopFiles files, String location) throws IOException {
    try {
      return new RecordStream(files, location);
    } catch (IOException e) {
      throw new IOException(
          "IDX file %s cannot be read: %s".formatted(location, ErrorText.line(e)), e);
    }
  }

  private static long readThrough(RecordStream in, String location, IdxHeader header)
      throws IOException {
    try {
      return in.readThrough();
    } catch (IOException e) {
      throw new IOException(
          "IDX file %s is damaged: %s, but its header promises %d"
              .formatted(location, ErrorText.line(e), header.fileBytes()),
          e);
    }
  }

  @Override
  public String dataset() {
    return dataset;
  }

  @Override
  public Iterator<ItemRef> items() {
    return splits.stream().flatMap(split -> split.items(dataset)).iterator();
  }

  /**
   * Known for Fashion-MNIST and MNIST, by the dataset's name; other datasets have class numbers
   * only.
   */
  @Override
  public List<String> labelNames() {
    return switch (dataset.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "")) {
      case "fashionmnist" -> FASHION;
      case "mnist" -> LongStream.range(0, 10).mapToObj(Long::toString).toList();
      default -> List.of();
    };
  }

  @Override
  public Iterator<SourceImage> read(List<ItemRef> items) {
    return ItemReader.of(items, this::file);
  }

  private ImageFile file(String location) throws IOException {
    for (IdxSplit split : splits) {
      if (split.images().equals(location)) {
        return IdxImages.open(files, split, labelNames());
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
      int label =
          labels == null ? -1 : labels.read(labelHeader.offset(item.position()), 1)[0] & 0xFF;
      String name = label >= 0 && label < names.size() ? names.get(label) : "";
      return new Decoded(item, header.image(record, 0), label, name);
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
