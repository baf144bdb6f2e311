package io.anchorage.jobs.source;

import io.anchorage.jobs.source.Listing.Entry;
import io.anchorage.jobs.storage.ErrorText;
import io.anchorage.jobs.storage.HadoopFiles;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.codec.ImageDecoder;
import io.anchorage.signal.codec.ImageHeader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parquet tables of encoded images as Hugging Face lays them out: {@code image: struct<bytes,
 * path>} and {@code label}. The split is the one that a file's name begins with ({@code
 * train-00000-of-00002.parquet}) or that a folder above it is named after; otherwise it is drawn
 * for each row.
 */
final class ParquetSource implements ImageSource {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(ParquetSource.class);

  /** The number of images from which pixels per byte are estimated. */
  private static final int PROBES = 16;

  private static final double USUAL_PIXELS_PER_BYTE = 4;

  private final HadoopFiles files;
  private final String dataset;
  private final long maxPixels;
  private final List<ParquetTable> tables;
  private final transient List<String> splits;
  private final transient Input input;
  private transient double pixelsPerByte;

  private ParquetSource(Input input, List<ParquetTable> tables, List<String> splits) {
    this.files = input.files();
    this.dataset = input.dataset();
    this.maxPixels = input.config().maxPixels();
    this.tables = tables;
    this.splits = splits;
    this.input = input;
  }

  static ParquetSource open(Input input, Listing listing) {
    if (listing.tables().isEmpty()) {
      throw input.error(
          "No Parquet tables in %s: looked for files ending in .parquet; check source.format and"
              + " --input");
    }
    Set<String> named = splits(input, listing);
    if (!named.isEmpty()) {
      input.requireSome(settled(named));
    } else if (input.config().testFraction() == 0) {
      input.requireSome(List.of(Splits.TRAIN));
    }
    List<ParquetTable> tables = new ArrayList<>();
    for (Entry entry : listing.tables()) {
      String split = named.isEmpty() ? null : Splits.settle(splitOf(entry), named);
      if (split == null || input.wants(split)) {
        String location = Listing.location(listing.root().toString(), entry.path());
        tables.add(
            ParquetTable.open(input.files().configuration(), location, split, entry.stamp()));
      }
    }
    if (tables.stream().allMatch(table -> table.count() == 0)) {
      throw input.error("Dataset is empty: the Parquet tables in %s contain no images");
    }
    List<String> order = named.isEmpty() ? Splits.ORDER : settled(named);
    return new ParquetSource(input, tables, order.stream().filter(input::wants).toList());
  }

  private static List<String> settled(Set<String> named) {
    Set<String> all = new TreeSet<>();
    named.forEach(split -> all.add(Splits.settle(split, named)));
    return Splits.ORDER.stream().filter(all::contains).toList();
  }

  /** The splits that the tables are named after; empty if they name none. */
  private static Set<String> splits(Input input, Listing listing) {
    Set<String> named = new TreeSet<>();
    String outside = null;
    for (Entry entry : listing.tables()) {
      String split = splitOf(entry);
      if (split == null) {
        outside = outside == null ? entry.path() : outside;
      } else {
        named.add(split);
      }
    }
    if (!named.isEmpty() && outside != null) {
      throw input.error(
          "%s has Parquet tables named after splits ("
              + String.join(", ", named)
              + ") but also others, such as "
              + outside
              + "; rename or move those");
    }
    if (!named.isEmpty()) {
      input.refuseTestFraction("the tables are named after splits: " + String.join(", ", named));
    }
    return named;
  }

  private static String splitOf(Entry entry) {
    String name = entry.name();
    String stem = name.substring(0, name.lastIndexOf('.'));
    int dash = stem.indexOf('-');
    String split = Splits.named(dash < 0 ? stem : stem.substring(0, dash));
    List<String> folders = entry.folders();
    for (int f = folders.size() - 1; f >= 0 && split == null; f--) {
      split = Splits.named(folders.get(f));
    }
    return split;
  }

  @Override
  public String dataset() {
    return dataset;
  }

  /** The first call reads a few images to estimate pixels per byte. */
  @Override
  public Iterator<ItemRef> items() {
    if (input == null) {
      throw new IllegalStateException("Parquet tables are listed on the driver only");
    }
    if (pixelsPerByte == 0) {
      pixelsPerByte = probe();
    }
    return new ParquetItems(
        dataset, splits, tables, row -> input.drawnSplit(dataset + "/" + row), pixelsPerByte);
  }

  private double probe() {
    double pixels = 0;
    double bytes = 0;
    ParquetTable table = tables.stream().filter(t -> t.count() > 0).findFirst().orElseThrow();
    try (ParquetImages images =
        ParquetImages.open(files.configuration(), table, new ImageDecoder(maxPixels))) {
      for (long row = 0; row < Math.min(PROBES, table.groups().get(0).rows()); row++) {
        byte[] image = images.bytes(row);
        pixels += Math.min(maxPixels, ImageHeader.parse(image).pixels());
        bytes += image.length;
      }
    } catch (IOException | BadImageException e) {
      LOG.info(
          "Image sizes are guessed from file sizes, because a header cannot be read: {}",
          ErrorText.line(e));
    }
    return bytes > 0 ? pixels / bytes : USUAL_PIXELS_PER_BYTE;
  }

  @Override
  public List<String> labelNames() {
    return tables.get(0).names();
  }

  @Override
  public Iterator<SourceImage> read(List<ItemRef> items) {
    ImageDecoder decoder = new ImageDecoder(maxPixels);
    return ItemReader.of(items, location -> images(location, decoder));
  }

  private ImageFile images(String location, ImageDecoder decoder) throws IOException {
    for (ParquetTable table : tables) {
      if (table.location().equals(location)) {
        return ParquetImages.open(files.configuration(), table, decoder);
      }
    }
    throw new IOException("Not a file of this dataset: " + location);
  }
}
