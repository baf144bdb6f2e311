package io.anchorage.jobs.storage;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * Access to files under any Hadoop path, on the driver and, with the driver's settings, on
 * executors.
 */
public final class HadoopFiles implements Serializable {
  private static final long serialVersionUID = 1;

  private transient Configuration configuration;

  public HadoopFiles(Configuration configuration) {
    this.configuration = configuration;
  }

  public Configuration configuration() {
    return configuration;
  }

  /**
   * The status of the file or folder at the input's path, which is made absolute.
   *
   * @throws UserException if nothing exists there, or the file system is not known
   */
  public FileStatus input(String path) {
    try {
      Path given = new Path(path);
      FileSystem system = given.getFileSystem(configuration);
      return system.getFileStatus(system.makeQualified(given));
    } catch (FileNotFoundException e) {
      throw new UserException(
          Kind.INPUT, "Input does not exist: " + path + "; check the path given to --input", e);
    } catch (IOException | RuntimeException e) {
      throw new UserException(
          Kind.INPUT, "Input cannot be opened: %s (%s)".formatted(path, ErrorText.line(e)), e);
    }
  }

  /** The files and folders directly below a folder, sorted by name. */
  public List<FileStatus> children(Path folder) throws IOException {
    FileStatus[] children = folder.getFileSystem(configuration).listStatus(folder);
    Arrays.sort(children, Comparator.comparing(child -> child.getPath().getName()));
    return List.of(children);
  }

  /**
   * Visits all files at and below a path, in no particular order. Object stores are listed in one
   * go; local folders one by one, because Hadoop's own walk starts a process for each local file to
   * find out its permissions.
   */
  public void walk(FileStatus top, Consumer<FileStatus> visitor) throws IOException {
    FileSystem system = systemOf(top.getPath());
    if (system instanceof RawLocalFileSystem) {
      walkLocally(system, top, visitor);
      return;
    }
    RemoteIterator<LocatedFileStatus> files = system.listFiles(top.getPath(), true);
    while (files.hasNext()) {
      visitor.accept(files.next());
    }
  }

  private static void walkLocally(FileSystem system, FileStatus file, Consumer<FileStatus> visitor)
      throws IOException {
    if (!file.isDirectory()) {
      visitor.accept(file);
      return;
    }
    for (FileStatus child : system.listStatus(file.getPath())) {
      walkLocally(system, child, visitor);
    }
  }

  public FSDataInputStream open(String location) throws IOException {
    Path path = new Path(location);
    return systemOf(path).open(path);
  }

  public long length(String location) throws IOException {
    Path path = new Path(location);
    return systemOf(path).getFileStatus(path).getLen();
  }

  /** Local files are read without Hadoop's checksum files, which refuse names with colons. */
  private FileSystem systemOf(Path path) throws IOException {
    FileSystem system = path.getFileSystem(configuration);
    return system instanceof LocalFileSystem local ? local.getRawFileSystem() : system;
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    out.defaultWriteObject();
    configuration.write(out);
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    configuration = new Configuration(false);
    configuration.readFields(in);
  }
}
