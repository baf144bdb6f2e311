package io.anchorage.jobs.source.folder;

import io.anchorage.jobs.source.ClassNames;
import io.anchorage.jobs.source.CountedItems;
import io.anchorage.jobs.source.Encoded;
import io.anchorage.jobs.source.Finding;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.Input;
import io.anchorage.jobs.source.ItemReader;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.Listing;
import io.anchorage.jobs.source.SourceImage;
import io.anchorage.jobs.source.SourceImage.Decoded;
import io.anchorage.jobs.source.Splits;
import io.anchorage.jobs.source.Tally;
import io.anchorage.jobs.storage.HadoopFiles;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.codec.ImageDecoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Encoded images in folders. An image's id is the dataset's name followed by its relative path. The
 * driver holds the list of paths; executors receive only the class numbers.
 */
public final class FolderSource implements ImageSource {
  private static final long serialVersionUID = 1;

  private final HadoopFiles files;
  private final String dataset;
  private final String root;
  private final long maxPixels;
  private final List<String> names;

  /** The class number of each image by split and index; -1 for none. */
  private final Map<String, int[]> labels;

  /** Why some images cannot be read, by location. */
  private final Map<String, String> problems;

  /** The images of each split, on the driver only. */
  private final transient List<List<FolderImage>> images;

  private final transient List<Finding> findings;
  private transient List<long[]> pixels;

  private FolderSource(Input input, String root, List<FolderImage> found, List<Finding> told) {
    this.files = input.files();
    this.dataset = input.dataset();
    this.root = root;
    this.maxPixels = input.config().maxPixels();
    this.names = ClassNames.sorted(found.stream().map(FolderImage::label).toList());
    this.labels = new HashMap<>();
    this.images = new ArrayList<>();
    Map<String, Integer> numbers = new HashMap<>();
    names.forEach(name -> numbers.put(name, numbers.size()));
    for (String split : Splits.ORDER) {
      List<FolderImage> part = found.stream().filter(image -> image.split().equals(split)).toList();
      if (!part.isEmpty() && input.wants(split)) {
        images.add(part);
        labels.put(
            split,
            part.stream().mapToInt(image -> numbers.getOrDefault(image.label(), -1)).toArray());
      }
    }
    this.problems = problems(found);
    this.findings = Stream.concat(counts(found).stream(), told.stream()).toList();
  }

  private Map<String, String> problems(List<FolderImage> found) {
    Map<String, String> problems = new HashMap<>();
    for (FolderImage image : found) {
      if (image.problem() != null) {
        problems.put(Listing.location(root, image.path()), image.problem());
      }
    }
    return problems;
  }

  private List<Finding> counts(List<FolderImage> found) {
    Tally splits = Tally.of(Splits.ORDER, found.stream().map(FolderImage::split));
    Tally classes = Tally.of(names, found.stream().map(FolderImage::label));
    long without = found.size() - classes.total();
    List<Finding> told = new ArrayList<>();
    told.add(Finding.found("splits: " + splits.words()));
    if (!names.isEmpty()) {
      told.add(Finding.found("classes: %d (%s)".formatted(names.size(), classes.words())));
    }
    if (without > 0) {
      told.add(Finding.found("images without a class: " + without));
    }
    ClassNames.twins(names)
        .ifPresent(twins -> told.add(Finding.guessed("classes of their own: " + twins)));
    return told;
  }

  /** Opens a dataset whose labels and splits come from folder names. */
  public static FolderSource open(Input input, Listing listing) {
    if (listing.images().isEmpty()) {
      String others =
          listing.passedOver().isEmpty()
              ? ""
              : ", and found files by extension: " + listing.passedOver().words();
      throw input.error(
          "No images in %s: looked for files ending in "
              + Listing.extensions()
              + others
              + "; check source.format and --input");
    }
    FolderLayout layout = FolderLayout.of(input, listing.images());
    return of(
        input,
        listing.root().toString(),
        layout.images(),
        Stream.concat(layout.findings().stream(), listing.findings().stream()).toList());
  }

  /** Opens a dataset whose images, labels and splits come from the file that the config names. */
  public static FolderSource labelled(Input input) throws IOException {
    LabelFile labels = LabelFile.read(input);
    return of(input, input.path().toString(), labels.images(), labels.findings());
  }

  private static FolderSource of(
      Input input, String root, List<FolderImage> images, List<Finding> findings) {
    input.requireSome(images.stream().map(FolderImage::split).distinct().toList());
    return new FolderSource(input, root, images, findings);
  }

  @Override
  public String dataset() {
    return dataset;
  }

  /** The first call reads the images' headers. */
  @Override
  public Iterator<ItemRef> items() {
    if (images == null) {
      throw new IllegalStateException("A folder is listed on the driver only");
    }
    if (pixels == null) {
      PixelSurvey survey = new PixelSurvey(files, root, maxPixels);
      pixels = images.stream().map(survey::pixels).toList();
    }
    return new CountedItems(IntStream.range(0, images.size()).mapToObj(this::items).toList());
  }

  private CountedItems.Part items(int split) {
    List<FolderImage> part = images.get(split);
    return new CountedItems.Part() {
      @Override
      public long count() {
        return part.size();
      }

      @Override
      public ItemRef item(long number) {
        FolderImage image = part.get((int) number);
        return new ItemRef(
            dataset + "/" + image.path(),
            image.split(),
            number,
            Listing.location(root, image.path()),
            0,
            pixels.get(split)[(int) number],
            image.stamp());
      }
    };
  }

  @Override
  public List<String> labelNames() {
    return names;
  }

  @Override
  public List<Finding> findings() {
    return findings;
  }

  @Override
  public Iterator<SourceImage> read(List<ItemRef> items) {
    ImageDecoder decoder = new ImageDecoder(maxPixels);
    return ItemReader.of(items, location -> item -> decode(item, decoder));
  }

  private Decoded decode(ItemRef item, ImageDecoder decoder) throws IOException, BadImageException {
    return new Decoded(item, decoder.decode(bytes(item.location())), label(item), className(item));
  }

  @Override
  public String className(ItemRef item) {
    int label = label(item);
    return label < 0 ? "" : names.get(label);
  }

  private int label(ItemRef item) {
    return labels.get(item.split())[(int) item.index()];
  }

  private byte[] bytes(String location) throws IOException, BadImageException {
    String problem = problems.get(location);
    if (problem != null) {
      throw new IOException("File " + problem + ": " + location);
    }
    return Encoded.bytes(files, location, maxPixels);
  }
}
