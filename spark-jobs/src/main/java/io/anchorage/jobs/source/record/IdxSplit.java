package io.anchorage.jobs.source.record;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.source.CountedItems;
import io.anchorage.jobs.source.FileStamp;
import io.anchorage.jobs.source.Input;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.KnownFile;
import io.anchorage.jobs.storage.ErrorText;
import io.anchorage.jobs.storage.HadoopFiles;
import io.anchorage.signal.codec.IdxHeader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;

/**
 * One split of an IDX dataset.
 *
 * @param images path of the image file
 * @param labels path of the label file, or null if there is none
 * @param count number of images
 * @param pixels pixels per image
 * @param stamp of the image file
 */
record IdxSplit(String split, String images, String labels, int count, int pixels, FileStamp stamp)
    implements Serializable {

  /**
   * Opens a split and checks its files.
   *
   * @param labelFile null if there is none
   * @throws UserException if a file is damaged or the two do not belong together
   */
  static IdxSplit open(Input input, String split, FileStatus file, FileStatus labelFile) {
    String images = file.getPath().toString();
    String labels = labelFile == null ? null : labelFile.getPath().toString();
    try {
      IdxHeader header = check(input.files(), images, IdxHeader.Kind.IMAGES);
      if (header.recordBytes() > input.config().maxPixels()) {
        throw new IOException(
            "IDX file %s has images of %dx%d, which is more than source.max-pixels: %d"
                .formatted(images, header.width(), header.height(), input.config().maxPixels()));
      }
      if (labels != null) {
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
      byte[] head = in.head(IdxHeader.MAX_BYTES);
      requireUnknown(files, location);
      IdxHeader header = IdxHeader.parse(head, kind, location);
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
      requireUnknown(files, location);
      byte[] head = head(files, location);
      boolean plain = head.length >= 2 && Arrays.equals(head, 0, 2, new byte[2], 0, 2);
      throw new IOException(
          "IDX file %s cannot be read: %s%s"
              .formatted(
                  location,
                  ErrorText.line(e),
                  plain ? "; it is unpacked already, so its name should not end in .gz" : ""),
          e);
    }
  }

  /** Refuses what is known to be something else, such as a web page. */
  private static void requireUnknown(HadoopFiles files, String location) throws IOException {
    Optional<KnownFile> known = KnownFile.pretender(head(files, location));
    if (known.isPresent()) {
      throw new IOException(
          "Not an IDX file: %s is %s: %s"
              .formatted(location, known.get().what(), known.get().advice()));
    }
  }

  private static byte[] head(HadoopFiles files, String location) throws IOException {
    try (InputStream in = files.open(location)) {
      return in.readNBytes(KnownFile.HEAD_BYTES);
    }
  }

  private static long readThrough(RecordStream in, String location, IdxHeader header)
      throws IOException {
    try {
      return in.readThrough(header.fileBytes());
    } catch (IOException e) {
      throw new IOException(
          "IDX file %s is damaged: %s, but its header promises %d"
              .formatted(location, ErrorText.line(e), header.fileBytes()),
          e);
    }
  }

  /** Counts the images of each class number. */
  void count(HadoopFiles files, long[] counts) throws IOException {
    if (labels == null) {
      return;
    }
    try (RecordStream in = new RecordStream(files, labels)) {
      IdxHeader header =
          IdxHeader.parse(in.head(IdxHeader.MAX_BYTES), IdxHeader.Kind.LABELS, labels);
      for (long i = 0; i < header.count(); i++) {
        int label = header.label(in.read(header.offset(i), header.recordBytes()));
        if (label >= 0 && label < counts.length) {
          counts[label]++;
        }
      }
    }
  }

  CountedItems.Part items(String dataset) {
    String stem = dataset + "/" + split + "/";
    return new CountedItems.Part() {
      @Override
      public long count() {
        return count;
      }

      @Override
      public ItemRef item(long number) {
        return new ItemRef(stem + number, split, number, images, number, pixels, stamp);
      }
    };
  }
}
