package io.anchorage.jobs.table;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.util.Progressable;

/** Local files on a disk with room for a hundred bytes a file. */
public final class FullFileSystem extends RawLocalFileSystem {
  private static final int ROOM = 100;

  @Override
  public URI getUri() {
    return URI.create("full:///");
  }

  @Override
  public File pathToFile(Path path) {
    return new File(path.toUri().getPath());
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    OutputStream file = super.create(path, overwrite, 1, replication, blockSize, progress);
    return new FSDataOutputStream(new SmallDisk(file), null);
  }

  private static final class SmallDisk extends OutputStream {
    private final OutputStream file;
    private int written;

    SmallDisk(OutputStream file) {
      this.file = file;
    }

    @Override
    public void write(int value) throws IOException {
      if (written++ >= ROOM) {
        throw new IOException("No space left on device");
      }
      file.write(value);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
