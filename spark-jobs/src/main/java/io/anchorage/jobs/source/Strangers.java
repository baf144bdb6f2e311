package io.anchorage.jobs.source;

import io.anchorage.jobs.storage.ErrorText;
import io.anchorage.jobs.storage.FoundFile;
import io.anchorage.jobs.storage.HadoopFiles;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.codec.ImageFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Images among the files that are passed over because of their extension. */
final class Strangers {
  /** The most files that are looked into. */
  private static final int MOST = 256;

  /** Enough of a file to tell its format. */
  private static final int START = 16;

  private final HadoopFiles files;
  private final String root;

  Strangers(HadoopFiles files, String root) {
    this.files = files;
    this.root = root;
  }

  /**
   * Looks into the first bytes of files.
   *
   * @param others files without the extension of an image
   * @return the number of images among them and the first of these; empty if there are none
   */
  Optional<Finding> among(List<FoundFile> others) {
    int stride = Math.max(1, (others.size() + MOST - 1) / MOST);
    long looked = 0;
    long images = 0;
    String first = null;
    for (int i = 0; i < others.size(); i += stride) {
      looked++;
      if (isImage(others.get(i))) {
        images++;
        first = first == null ? others.get(i).path() : first;
      }
    }
    if (first == null) {
      return Optional.empty();
    }
    String of = stride == 1 ? "of these" : "of %d of these".formatted(looked);
    return Optional.of(
        Finding.leftOut(
            "%d %s are images by their content, such as %s: give them an image's extension"
                .formatted(images, of, ErrorText.shown(first))));
  }

  private boolean isImage(FoundFile file) {
    try (InputStream in = files.open(Listing.location(root, file.path()))) {
      byte[] start = in.readNBytes(START);
      // Two letters do not make a bitmap of a text: the size behind them must be the file's.
      return ImageFormat.of(start) != ImageFormat.BMP
          || (start.length == START
              && ((start[2] & 0xFF) | ((start[3] & 0xFF) << 8)) == (file.bytes() & 0xFFFF));
    } catch (IOException | BadImageException e) {
      return false;
    }
  }
}
