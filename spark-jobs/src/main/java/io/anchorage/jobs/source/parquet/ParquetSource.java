package io.anchorage.jobs.source.parquet;

import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.jobs.source.Finding;
import io.anchorage.jobs.source.ImageFile;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.Input;
import io.anchorage.jobs.source.ItemReader;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.Listing;
import io.anchorage.jobs.source.SourceImage;
import io.anchorage.jobs.source.Splits;
import io.anchorage.jobs.storage.ErrorText;
import io.anchorage.jobs.storage.HadoopFiles;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.codec.ImageDecoder;
import io.anchorage.signal.codec.ImageHeader;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parquet tables of encoded images, such as those of Hugging Face: {@code image: struct<bytes,
 * path>} and {@code label}. The split is the one that a file's name or a folder above it gives
 * ({@link ParquetNames}); otherwise it is drawn for each row.
 */
public final class ParquetSource implements ImageSource {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(ParquetSource.class);

  /** The number of images from which pixels per byte are estimated. */
  private static final int PROBES = 16;

  private static final double USUAL_PIXELS_PER_BYTE = 4;
  private static final double USUAL_PIXELS = 250_000;

  private final HadoopFiles files;
  private final String dataset;
  private final long maxPixels;
  private final List<ParquetTable> tables;
  private final ParquetClasses classes;
  private final ReferencedImages referenced;
  private final transient Input input;
  private final transient List<Finding> findings;
  private transient ParquetItems.Estimate estimate;

  private ParquetSource(
      Input input,
      String root,
      List<ParquetTable> tables,
      ParquetClasses classes,
      Set<Finding> findings) {
    this.files = input.files();
    this.dataset = input.dataset();
    this.maxPixels = input.config().maxPixels();
    this.tables = tables;
    this.classes = classes;
    this.referenced = new ReferencedImages(files, root, maxPixels);
    this.input = input;
    this.findings = List.copyOf(findings);
  }

  public static ParquetSource open(Input input, Listing listing) throws IOException {
    if (listing.tables().isEmpty()) {
      throw input.error(
          "No Parquet tables in %s: looked for files ending in .parquet; check source.format and"
              + " --input");
    }
    listing.requireTables(input);
    SourceConfig config = input.config();
    Set<Finding> guesses = new LinkedHashSet<>();
    List<ParquetTable> tables =
        pooled(
            new ParquetNames(input, guesses)
                .files(listing).stream()
                    .map(file -> ParquetTable.open(input.files(), file, config, guesses))
                    .toList());
    if (tables.stream().allMatch(table -> table.count() == 0)) {
      throw input.error("Dataset is empty: the Parquet tables in %s contain no images");
    }
    Set<Finding> findings = new LinkedHashSet<>();
    TableSurvey survey = new TableSurvey(input, listing.root().toString(), tables, findings);
    survey.check();
    List<LabelCensus> censuses =
        tables.stream().map(table -> LabelCensus.of(input.files(), table)).toList();
    String undecided = config.testFraction() > 0 ? "train or test" : Splits.TRAIN;
    ParquetClasses classes = new ClassSurvey(tables, censuses, undecided, findings).classes();
    findings.addAll(guesses);
    findings.addAll(listing.findings());
    return new ParquetSource(input, listing.root().toString(), tables, classes, findings);
  }

  /** The same tables with one list of class names for all that have the same. */
  private static List<ParquetTable> pooled(List<ParquetTable> tables) {
    Map<List<String>, List<String>> lists = new HashMap<>();
    return tables.stream().map(table -> table.withNames(lists)).toList();
  }

  @Override
  public String dataset() {
    return dataset;
  }

  @Override
  public List<Finding> findings() {
    return findings;
  }

  /** The first call reads a few images to estimate the others' pixels. */
  @Override
  public Iterator<ItemRef> items() {
    if (input == null) {
      throw new IllegalStateException("Parquet tables are listed on the driver only");
    }
    if (estimate == null) {
      estimate = probe();
    }
    return new ParquetItems(input, tables, estimate);
  }

  private ParquetItems.Estimate probe() {
    double pixels = 0;
    double bytes = 0;
    long images = 0;
    ParquetTable table = tables.stream().filter(t -> t.count() > 0).findFirst().orElseThrow();
    try (ParquetImages rows = open(table, new ImageDecoder(maxPixels))) {
      for (long row = 0; row < Math.min(PROBES, table.groups().get(0).rows()); row++) {
        byte[] image = rows.bytes(row);
        pixels += Math.min(maxPixels, ImageHeader.parse(image).pixels());
        bytes += image.length;
        images++;
      }
    } catch (IOException | BadImageException e) {
      LOG.info(
          "Image sizes are guessed from file sizes, because a header cannot be read: {}",
          ErrorText.line(e));
    }
    double perByte = bytes > 0 ? pixels / bytes : USUAL_PIXELS_PER_BYTE;
    double mean = images > 0 ? pixels / images : USUAL_PIXELS;
    return (from, row) -> from.maybeWithoutBytes() ? mean : from.bytesOfImage(row) * perByte;
  }

  @Override
  public List<String> labelNames() {
    return classes.names();
  }

  @Override
  public Iterator<SourceImage> read(List<ItemRef> items) {
    ImageDecoder decoder = new ImageDecoder(maxPixels);
    return ItemReader.of(items, location -> images(location, decoder));
  }

  private ImageFile images(String location, ImageDecoder decoder) throws IOException {
    for (ParquetTable table : tables) {
      if (table.location().equals(location)) {
        return open(table, decoder);
      }
    }
    throw new IOException("Not a file of this dataset: " + location);
  }

  private ParquetImages open(ParquetTable table, ImageDecoder decoder) throws IOException {
    return ParquetImages.open(files, table, classes, referenced, decoder);
  }
}
