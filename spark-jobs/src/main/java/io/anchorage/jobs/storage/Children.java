package io.anchorage.jobs.storage;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.util.Iterator;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** The full paths of what is directly in a folder, however many they are. */
public interface Children extends AutoCloseable {
  /** Whether there is another one. */
  boolean hasNext() throws IOException;

  /** The next one's path, with its scheme. */
  String next() throws IOException;

  @Override
  void close() throws IOException;

  /** The children in a file system's own iterator, which lists a part at a time. */
  static Children of(RemoteIterator<FileStatus> found) {
    return new Children() {
      @Override
      public boolean hasNext() throws IOException {
        return found.hasNext();
      }

      @Override
      public String next() throws IOException {
        return found.next().getPath().toString();
      }

      @Override
      public void close() {}
    };
  }

  /**
   * The children of a local folder.
   *
   * @param folder as Hadoop names it
   * @param local as Java names it
   */
  @SuppressWarnings("StreamResourceLeak") // Closed with the children.
  static Children ofLocal(Path folder, java.nio.file.Path local) throws IOException {
    DirectoryStream<java.nio.file.Path> stream = Files.newDirectoryStream(local);
    Iterator<java.nio.file.Path> found = stream.iterator();
    return new Children() {
      @Override
      public boolean hasNext() throws IOException {
        try {
          return found.hasNext();
        } catch (DirectoryIteratorException e) {
          throw e.getCause();
        }
      }

      @Override
      public String next() {
        // A name may have a colon, which is no scheme's.
        Path name = new Path(null, null, found.next().getFileName().toString());
        return new Path(folder, name).toString();
      }

      @Override
      public void close() throws IOException {
        stream.close();
      }
    };
  }
}
