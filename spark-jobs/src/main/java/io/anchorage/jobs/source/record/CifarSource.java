package io.anchorage.jobs.source.record;

import io.anchorage.jobs.config.SourceConfig.ClassFrom;
import io.anchorage.jobs.config.SourceConfig.Ids;
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
import io.anchorage.jobs.storage.ErrorText;
import io.anchorage.jobs.storage.HadoopFiles;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.codec.CifarLayout;
import io.anchorage.signal.codec.CifarRecord;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/**
 * The binary versions of CIFAR-10 ({@code data_batch_1.bin} and so on, {@code test_batch.bin}) and
 * of CIFAR-100 ({@code train.bin}, {@code test.bin}), with files of class names beside them. Images
 * are named by their batch and their number in it.
 */
public final class CifarSource implements ImageSource {
  private static final long serialVersionUID = 1;

  private final HadoopFiles files;
  private final String dataset;
  private final Ids ids;
  private final CifarLayout layout;
  private final boolean labelled;
  private final List<CifarBatch> batches;
  private final List<String> names;
  private final transient List<Finding> findings;

  private CifarSource(
      Input input,
      CifarLayout layout,
      List<CifarBatch> batches,
      List<String> names,
      List<Finding> findings) {
    this.files = input.files();
    this.dataset = input.dataset();
    this.ids = input.config().ids();
    this.labelled = input.config().classFrom() != ClassFrom.NONE;
    this.layout = layout;
    this.batches = batches;
    this.names = labelled ? names : List.of();
    this.findings = findings;
  }

  public static CifarSource open(Input input, DatasetFolder folder) throws IOException {
    CifarLayout layout = CifarFiles.layout(input, folder);
    CifarFiles found = new CifarFiles(input, folder, layout);
    input.refuseTestFraction(layout.dataset() + " has its own splits");
    List<CifarBatch> batches = found.batches();
    List<String> names = found.names();
    return new CifarSource(input, layout, batches, names, found.findings(batches, names));
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
    return new CountedItems(batches.stream().map(batch -> batch.items(dataset, ids)).toList());
  }

  @Override
  public List<String> labelNames() {
    return names;
  }

  @Override
  public Iterator<SourceImage> read(List<ItemRef> items) {
    return ItemReader.of(items, location -> new OpenBatch(new RecordStream(files, location)));
  }

  private Decoded decoded(ItemRef item, CifarRecord image) {
    int label = labelled ? image.label() : -1;
    String name = label >= 0 && label < names.size() ? names.get(label) : "";
    return new Decoded(item, image.raster(), label, name);
  }

  private final class OpenBatch implements ImageFile {
    private final RecordStream in;

    OpenBatch(RecordStream in) {
      this.in = in;
    }

    @Override
    public Decoded read(ItemRef item) throws IOException, BadImageException {
      int length = layout.recordBytes();
      byte[] bytes = in.read(item.position() * length, length);
      return decoded(item, parse(bytes, item));
    }

    private CifarRecord parse(byte[] bytes, ItemRef item) throws BadImageException {
      try {
        return layout.parse(bytes, 0, item.location());
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
