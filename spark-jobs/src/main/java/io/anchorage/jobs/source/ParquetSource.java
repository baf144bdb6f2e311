package io.anchorage.jobs.source;

import io.anchorage.jobs.storage.ErrorText;
import io.anchorage.jobs.storage.HadoopFiles;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.codec.ImageDecoder;
import io.anchorage.signal.codec.ImageHeader;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parquet tables of encoded images as Hugging Face lays them out: {@code image: struct<bytes,
 * path>} and {@code label}. The split is the one that a file's name or a folder above it gives
 * ({@link ParquetNames}); otherwise it is drawn for each row.
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
  private final transient Input input;
  private transient double pixelsPerByte;

  private ParquetSource(Input input, List<ParquetTable> tables) {
    this.files = input.files();
    this.dataset = input.dataset();
    this.maxPixels = input.config().maxPixels();
    this.tables = tables;
    this.input = input;
  }

  static ParquetSource open(Input input, Listing listing) {
    if (listing.tables().isEmpty()) {
      throw input.error(
          "No Parquet tables in %s: looked for files ending in .parquet; check source.format and"
              + " --input");
    }
    List<ParquetTable> tables =
        new ParquetNames(input)
            .files(listing).stream()
                .map(file -> ParquetTable.open(input.files().configuration(), file))
                .toList();
    if (tables.stream().allMatch(table -> table.count() == 0)) {
      throw input.error("Dataset is empty: the Parquet tables in %s contain no images");
    }
    return new ParquetSource(input, tables);
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
    return new ParquetItems(input, tables, pixelsPerByte);
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
