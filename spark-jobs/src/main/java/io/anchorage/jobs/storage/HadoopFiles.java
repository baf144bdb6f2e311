package io.anchorage.jobs.storage;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
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
      String next = LocalNames.locale(path).orElse("check the path given to --input");
      throw new UserException(Kind.INPUT, "Input does not exist: %s; %s".formatted(path, next), e);
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
   * The full paths of what is directly in a folder, in no particular order, as they are asked for:
   * of a local folder, Hadoop would make a list first. Must be closed.
   *
   * @throws IOException if the folder cannot be listed
   */
  public Children below(String folder) throws IOException {
    Path path = new Path(folder);
    FileSystem system = systemOf(path);
    return system instanceof RawLocalFileSystem
        ? Children.ofLocal(path, local(path))
        : Children.of(system.listStatusIterator(path));
  }

  /**
   * The entries of a folder of any size whose names are wanted, sorted by name.
   *
   * @throws IOException if the folder cannot be listed
   */
  public List<FileStatus> named(Path folder, Predicate<String> wanted) throws IOException {
    List<FileStatus> found = new ArrayList<>();
    try (Children children = below(folder.toString())) {
      while (children.hasNext()) {
        Path child = new Path(children.next());
        if (wanted.test(child.getName())) {
          found.add(systemOf(child).getFileStatus(child));
        }
      }
    }
    found.sort(Comparator.comparing(child -> child.getPath().getName()));
    return found;
  }

  /**
   * Visits all files at and below a path, in no particular order, under paths relative to it (a
   * file under its name). Other file systems than the local one are listed in one go.
   *
   * @throws UserException if a local folder cannot be listed, or a local name cannot be shown in
   *     this locale
   */
  public void walk(FileStatus top, TreeVisitor visitor) throws IOException {
    FileSystem system = systemOf(top.getPath());
    if (system instanceof RawLocalFileSystem) {
      LocalTree.walk(local(top.getPath()), visitor);
      return;
    }
    Path root = top.isDirectory() ? top.getPath() : top.getPath().getParent();
    RemoteIterator<LocatedFileStatus> files = system.listFiles(top.getPath(), true);
    while (files.hasNext()) {
      FileStatus file = files.next();
      String path = relative(root, file.getPath());
      if (entersAll(path, visitor)) {
        visitor.file(new FoundFile(path, file.getLen(), file.getModificationTime(), null));
      }
    }
  }

  private static boolean entersAll(String path, TreeVisitor visitor) {
    for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
      if (!visitor.enters(path.substring(0, end))) {
        return false;
      }
    }
    return true;
  }

  private static String relative(Path root, Path file) {
    String above = root.toUri().getPath();
    return file.toUri()
        .getPath()
        .substring(above.endsWith("/") ? above.length() : above.length() + 1);
  }

  private static java.nio.file.Path local(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }

  /**
   * Opens a file.
   *
   * @throws IOException if it does not exist, cannot be opened, or would never end, as a pipe
   */
  public FSDataInputStream open(String location) throws IOException {
    Path path = new Path(location);
    FileSystem system = systemOf(path);
    if (system instanceof RawLocalFileSystem) {
      requireFile(location, local(path));
    }
    return system.open(path);
  }

  private static void requireFile(String location, java.nio.file.Path path) throws IOException {
    Optional<String> why = LocalNames.locale(location);
    if (why.isPresent()) {
      throw new IOException("File name cannot be written: " + why.get());
    }
    if (Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path)) {
      throw new IOException(location + " is a pipe, a socket or a device, not a file");
    }
  }

  /** Whether there is something at a location that this process may look at. */
  public boolean exists(String location) {
    try {
      Path path = new Path(location);
      return systemOf(path).exists(path);
    } catch (IOException | RuntimeException e) {
      return false;
    }
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
