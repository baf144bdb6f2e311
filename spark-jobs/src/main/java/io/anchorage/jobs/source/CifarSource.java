package io.anchorage.jobs.source;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.config.SourceConfig.Ids;
import io.anchorage.jobs.source.SourceImage.Decoded;
import io.anchorage.jobs.storage.ErrorText;
import io.anchorage.jobs.storage.HadoopFiles;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.codec.CifarRecord;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;

/**
 * The binary version of CIFAR-10: {@code data_batch_1.bin} and so on, {@code test_batch.bin}, and
 * class names in {@code batches.meta.txt}. Images are named by their batch and their number in it.
 */
final class CifarSource implements ImageSource {
  private static final long serialVersionUID = 1;
  private static final Pattern BATCH =
      Pattern.compile("data_batch_(\\d{1,9})\\.bin|test_batch\\.bin");
  private static final String NAMES = "batches.meta.txt";
  private static final int PIXELS = 32 * 32;
  private static final int LONGEST_NAMES = 1 << 16;

  /**
   * One batch file.
   *
   * @param first the index of its first image in its split
   */
  private record Batch(String split, String location, long first, long count, FileStamp stamp)
      implements Serializable {
    private Stream<ItemRef> items(String dataset, Ids ids) {
      boolean running = ids == Ids.RUNNING;
      String stem = dataset + "/" + (running ? split : name()) + "/";
      return LongStream.range(0, count)
          .mapToObj(
              i ->
                  new ItemRef(
                      stem + (running ? first + i : i),
                      split,
                      first + i,
                      location,
                      i,
                      PIXELS,
                      stamp));
    }

    /** The file's name without {@code .bin}. */
    private String name() {
      return location.substring(location.lastIndexOf('/') + 1, location.lastIndexOf('.'));
    }
  }

  private final HadoopFiles files;
  private final String dataset;
  private final Ids ids;
  private final List<Batch> batches;
  private final List<String> names;

  private CifarSource(Input input, List<Batch> batches, List<String> names) {
    this.files = input.files();
    this.dataset = input.dataset();
    this.ids = input.config().ids();
    this.batches = batches;
    this.names = names;
  }

  /** Whether any of these files is named like a batch. */
  static boolean recognises(List<FileStatus> children) {
    return children.stream().anyMatch(child -> number(child) >= 0);
  }

  static CifarSource open(Input input, List<FileStatus> children) {
    List<FileStatus> found =
        children.stream()
            .filter(child -> number(child) >= 0)
            .sorted(Comparator.comparingInt(CifarSource::number))
            .toList();
    if (found.isEmpty()) {
      throw input.error(
          "No CIFAR-10 batches in %s: looked for data_batch_1.bin and test_batch.bin;"
              + " check source.format and --input");
    }
    input.refuseTestFraction("CIFAR-10 has its own splits");
    input.requireSome(found.stream().map(CifarSource::splitOf).toList());
    List<Batch> batches = new ArrayList<>();
    try {
      long train = 0;
      for (FileStatus file : found) {
        long count = CifarRecord.count(file.getLen(), file.getPath().toString());
        boolean test = splitOf(file).equals(Splits.TEST);
        if (input.wants(splitOf(file))) {
          batches.add(
              new Batch(
                  splitOf(file),
                  file.getPath().toString(),
                  test ? 0 : train,
                  count,
                  FileStamp.of(file)));
        }
        train += test ? 0 : count;
      }
      if (batches.stream().allMatch(batch -> batch.count == 0)) {
        throw input.error("Dataset is empty: the CIFAR-10 batches in %s contain no images");
      }
      return new CifarSource(input, batches, names(input, children));
    } catch (IOException e) {
      throw new UserException(Kind.INPUT, ErrorText.line(e), e);
    }
  }

  /**
   * The batch's position in the order: training batches by number, the test batch last; -1 for
   * other files.
   */
  private static int number(FileStatus file) {
    Matcher name = BATCH.matcher(file.getPath().getName());
    if (!name.matches()) {
      return -1;
    }
    return name.group(1) == null ? Integer.MAX_VALUE : Integer.parseInt(name.group(1));
  }

  private static String splitOf(FileStatus file) {
    return number(file) == Integer.MAX_VALUE ? Splits.TEST : Splits.TRAIN;
  }

  private static List<String> names(Input input, List<FileStatus> children) throws IOException {
    for (FileStatus child : children) {
      if (child.getPath().getName().equals(NAMES)) {
        try (RecordStream in = new RecordStream(input.files(), child.getPath().toString())) {
          String text = new String(in.head(LONGEST_NAMES), StandardCharsets.UTF_8);
          return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        }
      }
    }
    return List.of();
  }

  @Override
  public String dataset() {
    return dataset;
  }

  @Override
  public Iterator<ItemRef> items() {
    return batches.stream().flatMap(batch -> batch.items(dataset, ids)).iterator();
  }

  @Override
  public List<String> labelNames() {
    return names;
  }

  @Override
  public Iterator<SourceImage> read(List<ItemRef> items) {
    return ItemReader.of(
        items, location -> new OpenBatch(new RecordStream(files, location), names));
  }

  private record OpenBatch(RecordStream in, List<String> names) implements ImageFile {
    @Override
    public Decoded read(ItemRef item) throws IOException, BadImageException {
      byte[] bytes = in.read(item.position() * CifarRecord.BYTES, CifarRecord.BYTES);
      CifarRecord image = parse(bytes, item);
      String name = image.label() < names.size() ? names.get(image.label()) : "";
      return new Decoded(item, image.raster(), image.label(), name);
    }

    private static CifarRecord parse(byte[] bytes, ItemRef item) throws BadImageException {
      try {
        return CifarRecord.parse(bytes, 0, item.location());
      } catch (IOException e) {
        throw new BadImageException(ErrorText.line(e), e);
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
