package io.anchorage.jobs.fuzz;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * Local files under {@code mortal:}, on which nothing can be read or changed any more after a given
 * number of changes: what is on disk then is what a kill at that moment leaves. One for a process.
 * In processes that are told of a {@link FaultPlan} it does what that says.
 */
public final class MortalDisk extends RawLocalFileSystem {
  static final String ROOT = "mortal://";

  private static final AtomicLong LEFT = new AtomicLong(Long.MAX_VALUE);
  private static final AtomicLong CHANGES = new AtomicLong();

  /** Makes paths under {@code mortal:} known. */
  static void install(Configuration settings) {
    settings.set("fs.mortal.impl", MortalDisk.class.getName());
    settings.set("fs.AbstractFileSystem.mortal.impl", Newer.class.getName());
  }

  /** Lets the disk die after some more changes. */
  static void dieAfter(long changes) {
    LEFT.set(changes);
  }

  /** Lets the disk live again, and returns the number of changes since it was asked last. */
  static long revive() {
    LEFT.set(Long.MAX_VALUE);
    return CHANGES.getAndSet(0);
  }

  private static void change() throws IOException {
    FaultPlan.before(FaultPlan.Access.CHANGE);
    CHANGES.incrementAndGet();
    if (LEFT.getAndUpdate(left -> left <= 0 ? left : left - 1) <= 0) {
      throw off();
    }
  }

  private static void look() throws IOException {
    if (LEFT.get() <= 0) {
      throw off();
    }
  }

  private static IOException off() {
    return new IOException("the machine is off");
  }

  @Override
  public URI getUri() {
    return URI.create("mortal:///");
  }

  @Override
  public File pathToFile(Path path) {
    return new File(path.toUri().getPath());
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    FaultPlan.before(FaultPlan.Access.OPEN);
    look();
    return super.open(path, bufferSize);
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    look();
    return super.getFileStatus(path);
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    look();
    return super.listStatus(path);
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
    change();
    return new FSDataOutputStream(
        new MortalStream(super.create(path, overwrite, 1, replication, blockSize, progress)), null);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    change();
    return super.rename(from, to);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    change();
    return super.delete(path, recursive);
  }

  @Override
  public boolean mkdirs(Path path) throws IOException {
    change();
    return super.mkdirs(path);
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) throws IOException {
    change();
    return super.mkdirs(path, permission);
  }

  /** A file that is being written. It is left open if the disk dies, or it would be completed. */
  private static final class MortalStream extends OutputStream {
    private final OutputStream file;

    MortalStream(OutputStream file) {
      this.file = file;
    }

    @Override
    public void write(int value) throws IOException {
      change();
      file.write(value);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      change();
      file.write(bytes, from, count);
    }

    @Override
    public void flush() throws IOException {
      look();
      file.flush();
    }

    @Override
    public void close() throws IOException {
      change();
      file.close();
    }
  }

  /** The same disk for Hadoop's newer interface, which can rename over a file. */
  public static final class Newer extends DelegateToFileSystem {
    public Newer(URI uri, Configuration settings) throws IOException, URISyntaxException {
      super(uri, made(settings), settings, "mortal", false);
    }

    private static MortalDisk made(Configuration settings) throws IOException {
      MortalDisk disk = new MortalDisk();
      disk.initialize(URI.create("mortal:///"), settings);
      return disk;
    }

    @Override
    public int getUriDefaultPort() {
      return -1;
    }

    @Override
    public void renameInternal(Path from, Path to, boolean overwrite) throws IOException {
      change();
      Files.move(
          new File(from.toUri().getPath()).toPath(),
          new File(to.toUri().getPath()).toPath(),
          StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
