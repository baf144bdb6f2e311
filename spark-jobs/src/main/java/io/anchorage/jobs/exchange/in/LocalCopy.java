package io.anchorage.jobs.exchange.in;

import io.anchorage.jobs.storage.HadoopFiles;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import org.apache.hadoop.fs.Path;

/**
 * A file on the local disk: the file itself if it is there, otherwise a copy until it is closed.
 */
record LocalCopy(java.nio.file.Path path, boolean temporary) implements Closeable {
  static LocalCopy of(HadoopFiles files, String location) throws IOException {
    Path path = new Path(location);
    String scheme = path.getFileSystem(files.configuration()).getScheme();
    if (scheme.equals("file")) {
      return new LocalCopy(java.nio.file.Path.of(path.toUri().getPath()), false);
    }
    java.nio.file.Path copy = Files.createTempFile("anchorage-import-", ".tmp");
    try (InputStream in = files.open(location)) {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      return new LocalCopy(copy, true);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(copy);
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    if (temporary) {
      Files.deleteIfExists(path);
    }
  }
}
