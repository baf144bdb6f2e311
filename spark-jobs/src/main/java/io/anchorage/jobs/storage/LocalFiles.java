package io.anchorage.jobs.storage;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes to local disks without Hadoop, whose stream for local files throws a Java {@code Error}
 * when the disk is full.
 */
final class LocalFiles {
  private static final int BUFFER = 1 << 17;

  private LocalFiles() {}

  /** Opens a new file for writing; it is an error if the file exists. */
  static OutputStream create(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    return new BufferedOutputStream(
        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
        BUFFER);
  }

  /**
   * Writes {@code content} to {@code temporary}, forces it to disk, and renames it to {@code
   * target}.
   */
  static void replace(Path temporary, Path target, byte[] content) throws IOException {
    Files.createDirectories(target.getParent());
    try (FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    Files.move(
        temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
