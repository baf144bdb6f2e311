package io.anchorage.jobs.cli;

import java.io.File;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.security.AccessControlException;

/**
 * Local files under {@code stubborn:}, on a disk that has room for so many bytes, or that nobody
 * may write to. Tests run as root, whom permissions do not stop.
 */
public final class StubbornDisk extends RawLocalFileSystem {
  static final String SCHEME = "stubborn";
  private static final URI ROOT = URI.create(SCHEME + ":///");

  /** Bytes that can still be written; negative for a disk that is read-only. */
  static final AtomicLong ROOM = new AtomicLong(Long.MAX_VALUE);

  /** Makes Spark and Hadoop know the disk. */
  static void mount() {
    ROOM.set(Long.MAX_VALUE);
    System.setProperty("spark.hadoop.fs.stubborn.impl", StubbornDisk.class.getName());
    System.setProperty("spark.hadoop.fs.AbstractFileSystem.stubborn.impl", Context.class.getName());
  }

  static void unmount() {
    System.clearProperty("spark.hadoop.fs.stubborn.impl");
    System.clearProperty("spark.hadoop.fs.AbstractFileSystem.stubborn.impl");
  }

  /** The disk as Hadoop's newer interface sees it. */
  public static final class Context extends DelegateToFileSystem {
    public Context(URI uri, Configuration settings) throws Exception {
      super(uri, new StubbornDisk(), settings, SCHEME, false);
    }
  }

  @Override
  public URI getUri() {
    return ROOT;
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public File pathToFile(Path path) {
    return new File(path.toUri().getPath());
  }

  @Override
  public boolean mkdirs(Path path) throws IOException {
    checkWritable(path);
    return super.mkdirs(path);
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) throws IOException {
    checkWritable(path);
    return super.mkdirs(path, permission);
  }

  @Override
  protected OutputStream createOutputStream(Path path, boolean append) throws IOException {
    checkWritable(path);
    return new Limited(super.createOutputStream(path, append));
  }

  @Override
  protected OutputStream createOutputStreamWithMode(
      Path path, boolean append, FsPermission permission) throws IOException {
    checkWritable(path);
    return new Limited(super.createOutputStreamWithMode(path, append, permission));
  }

  private static void checkWritable(Path path) throws IOException {
    if (ROOM.get() < 0) {
      throw new AccessControlException("Permission denied: " + path);
    }
  }

  private static final class Limited extends FilterOutputStream {
    Limited(OutputStream file) {
      super(file);
    }

    @Override
    public void write(int value) throws IOException {
      if (ROOM.getAndDecrement() <= 0) {
        ROOM.set(0);
        throw new IOException("No space left on device");
      }
      out.write(value);
    }
  }
}
