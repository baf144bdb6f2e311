package io.anchorage.jobs.storage;

import io.anchorage.UserException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.file.FileAlreadyExistsException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/**
 * The files below one folder, addressed by names relative to it, on any Hadoop file system. It can
 * be sent to executors: it carries the settings that differ from Hadoop's defaults.
 *
 * <p>Local files are read and written without Hadoop's checksum files. Those are replaced
 * separately from the files that they describe, so a kill in between would make a file unreadable.
 *
 * <p>Over 300 lines, because what file systems do differently is here and nowhere else.
 */
public final class StorageFolder implements Serializable {
  private static final long serialVersionUID = 1;

  /** Stores in which an object appears whole when its stream is closed, and a rename is a copy. */
  private static final Set<String> OBJECT_STORES =
      Set.of("s3a", "s3", "s3n", "gs", "oss", "cosn", "obs");

  private static final String TEMPORARY = ".tmp";

  private final String root;
  private transient Configuration settings;

  private StorageFolder(String root, Configuration settings) {
    this.root = root;
    this.settings = settings;
  }

  /**
   * The folder that holds a file: the current one if the file is a bare name.
   *
   * @throws UserException as {@link #at}
   */
  public static StorageFolder holding(String file, Configuration hadoop) {
    Path parent = new Path(file).getParent();
    boolean bare = parent == null || parent.toString().isEmpty();
    return at(bare ? "." : parent.toString(), hadoop);
  }

  /**
   * Opens the folder at a path.
   *
   * @param path any Hadoop path; without a scheme it is on the default file system
   * @throws UserException if there is no such file system, or the path holds a password
   */
  public static StorageFolder at(String path, Configuration settings) {
    PathSecrets.refuse(path);
    try {
      Path given = new Path(path);
      FileSystem system = given.getFileSystem(settings);
      return new StorageFolder(system.makeQualified(given).toString(), settings);
    } catch (IOException | IllegalArgumentException e) {
      throw new UserException(
          UserException.Kind.OUTPUT,
          "Cannot use the table path %s: %s; give a folder such as out/arcs or s3a://bucket/arcs"
              .formatted(path, ErrorText.firstLine(e)),
          e);
    }
  }

  /** Makes another path absolute, such as a source's; unchanged if its file system is not known. */
  public String absolute(String path) {
    try {
      Path given = new Path(path);
      return given.getFileSystem(settings).makeQualified(given).toString();
    } catch (IOException | IllegalArgumentException e) {
      return path;
    }
  }

  public Configuration settings() {
    return settings;
  }

  /** The path as messages show it: without {@code file:} if it is local. */
  public String root() {
    return isLocal() ? new Path(root).toUri().getPath() : root;
  }

  public String shown(String name) {
    return root() + "/" + name;
  }

  /** The full path of a file, with its scheme. */
  public String qualified(String name) {
    return path(name).toString();
  }

  /** The folder on the local disk; empty if the files are elsewhere. */
  public Optional<java.nio.file.Path> localFolder() {
    return isLocal() ? Optional.of(java.nio.file.Path.of(root())) : Optional.empty();
  }

  /** A folder below this one, with the same settings. */
  public StorageFolder below(String folder) {
    return new StorageFolder(path(folder).toString(), settings);
  }

  public boolean exists(String name) {
    try {
      return system().exists(path(name));
    } catch (IOException e) {
      throw StorageErrors.reading(shown(name), e);
    }
  }

  /** The sorted names of the entries in a folder below this one; empty if that does not exist. */
  public List<String> list(String folder) {
    try {
      return Arrays.stream(system().listStatus(path(folder)))
          .map(status -> status.getPath().getName())
          .sorted()
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw StorageErrors.reading(shown(folder), e);
    }
  }

  /** The sorted names of the folders directly below this one; empty if it does not exist. */
  public List<String> folders() {
    try {
      return Arrays.stream(system().listStatus(path("")))
          .filter(FileStatus::isDirectory)
          .map(status -> status.getPath().getName())
          .sorted()
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw StorageErrors.reading(root(), e);
    }
  }

  /**
   * Reads a file's content.
   *
   * @throws UserException of kind INPUT if it does not exist or cannot be read
   */
  public byte[] content(String name) {
    try {
      return read(name);
    } catch (IOException e) {
      throw StorageErrors.reading(shown(name), e);
    }
  }

  /**
   * Replaces a file atomically.
   *
   * @throws UserException of kind OUTPUT if it cannot be written
   */
  public void put(String name, byte[] content) {
    try {
      replace(name, content);
    } catch (IOException e) {
      throw StorageErrors.writing(shown(name), e);
    }
  }

  public byte[] read(String name) throws IOException {
    try (InputStream in = system().open(path(name))) {
      return in.readAllBytes();
    }
  }

  public FSDataInputStream open(String name) throws IOException {
    return system().open(path(name));
  }

  /** The file's size in bytes. */
  public long size(String name) throws IOException {
    return system().getFileStatus(path(name)).getLen();
  }

  /** Opens a new file for writing; it is an error if the file exists. */
  public OutputStream create(String name) throws IOException {
    if (!isLocal()) {
      return system().create(path(name), false);
    }
    return LocalFiles.create(local(name));
  }

  /**
   * Replaces a file atomically: a reader, or a kill at any moment, finds either the old content or
   * the new content.
   */
  public void replace(String name, byte[] content) throws IOException {
    Path target = path(name);
    if (isObjectStore()) {
      try (FSDataOutputStream out = system().create(target, true)) {
        out.write(content);
      }
      return;
    }
    String temporary = "_" + name + "." + UUID.randomUUID() + TEMPORARY;
    try {
      if (isLocal()) {
        LocalFiles.replace(local(temporary), local(name), content);
      } else {
        try (FSDataOutputStream out = system().create(path(temporary), false)) {
          out.write(content);
          out.hsync();
        }
        renameOver(path(temporary), target);
      }
    } catch (IOException | RuntimeException e) {
      deleteQuietly(temporary);
      throw e;
    }
  }

  /** Whether a name is that of a temporary file that a killed {@link #replace} leaves behind. */
  public static boolean isTemporary(String name) {
    return name.startsWith("_") && name.endsWith(TEMPORARY);
  }

  /**
   * Whether a name is that of a temporary file that a killed {@link #replace} of {@code file}
   * leaves behind.
   */
  public static boolean isTemporaryOf(String file, String name) {
    return isTemporary(name) && name.startsWith("_" + file + ".");
  }

  private void renameOver(Path temporary, Path target) throws IOException {
    try {
      FileContext.getFileContext(target.toUri(), settings)
          .rename(temporary, target, Options.Rename.OVERWRITE);
    } catch (UnsupportedFileSystemException e) {
      // This file system lacks the newer interface, and the older one cannot rename over a file.
      system().delete(target, false);
      if (!system().rename(temporary, target)) {
        throw new IOException("Cannot rename " + temporary + " to " + target);
      }
    }
  }

  /**
   * Creates a file unless it exists, and returns whether it did. Unless this {@link
   * #isObjectStore}, only one of several concurrent calls returns true.
   */
  public boolean createNew(String name, byte[] content) throws IOException {
    OutputStream out;
    try {
      out = create(name);
    } catch (FileAlreadyExistsException | org.apache.hadoop.fs.FileAlreadyExistsException e) {
      return false;
    }
    try (out) {
      out.write(content);
    } catch (IOException e) {
      deleteQuietly(name);
      throw e;
    }
    return true;
  }

  /**
   * Whether an object appears whole when its stream is closed, a rename is a copy, and concurrent
   * attempts to create the same file may all succeed.
   */
  public boolean isObjectStore() {
    return OBJECT_STORES.contains(scheme());
  }

  /**
   * Gives a file another name, which no file may have. On object stores this copies the file.
   *
   * @throws IOException if there is no such file or it cannot be renamed
   */
  public void rename(String from, String to) throws IOException {
    if (!system().rename(path(from), path(to))) {
      throw new IOException("Cannot rename %s to %s".formatted(shown(from), to));
    }
  }

  /**
   * Makes a folder if it is not there.
   *
   * @throws UserException if that is not possible
   */
  public void makeFolder(String name) {
    try {
      if (!system().mkdirs(path(name))) {
        throw new IOException("Cannot make folder " + shown(name));
      }
    } catch (IOException e) {
      throw StorageErrors.writing(shown(name), e);
    }
  }

  public void delete(String name) throws IOException {
    system().delete(path(name), false);
  }

  /**
   * Deletes a folder below this one and all that it holds, if it exists.
   *
   * @throws UserException of kind OUTPUT if that is not possible
   */
  public void deleteFolder(String name) {
    try {
      system().delete(path(name), true);
    } catch (IOException e) {
      throw StorageErrors.writing(shown(name), e);
    }
  }

  /** Deletes a file if it exists and can be deleted. */
  public void deleteQuietly(String name) {
    try {
      delete(name);
    } catch (IOException e) {
      // A leftover is not listed in the manifest and is removed when a run ends.
    }
  }

  private boolean isLocal() {
    return scheme().equals("file");
  }

  private String scheme() {
    String scheme = new Path(root).toUri().getScheme();
    return scheme == null ? "file" : scheme;
  }

  private java.nio.file.Path local(String name) {
    return java.nio.file.Path.of(path(name).toUri().getPath());
  }

  /** Names may come from files that others wrote, and a name that leaves the folder is refused. */
  private Path path(String name) {
    if (name.startsWith("/") || Arrays.asList(name.split("/", -1)).contains("..")) {
      throw new UserException(
          UserException.Kind.INPUT,
          "%s is no file of %s: a name there has no .. and does not begin with /"
              .formatted(ErrorText.shown(name), root()));
    }
    return name.isEmpty() ? new Path(root) : new Path(root, name);
  }

  private FileSystem system() throws IOException {
    if (isLocal()) {
      return FileSystem.getLocal(settings).getRawFileSystem();
    }
    return new Path(root).getFileSystem(settings);
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    out.defaultWriteObject();
    OwnSettings.write(settings, out);
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    settings = OwnSettings.read(in);
  }
}
