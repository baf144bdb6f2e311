package io.anchorage.jobs.table;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.storage.ErrorText;
import io.anchorage.jobs.storage.Sha256;
import io.anchorage.jobs.table.rows.FieldKey;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.shard.ShardScan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The hash of all parameters in the order of their keys. Rows are read once, in the order of the
 * files, and their parameters are written to a temporary file, from which they are hashed in key
 * order. Memory holds only the keys and one row.
 */
final class ParametersHash {
  private ParametersHash() {}

  /** The position of a row's parameters in the temporary file. */
  private record Place(FieldKey key, long position, int length) {}

  static String of(FieldTable table) {
    Path spool = null;
    try {
      spool = Files.createTempFile("anchorage-parameters-", ".bin");
      try (FileChannel channel =
          FileChannel.open(
              spool,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE)) {
        List<Place> places = spool(table, channel);
        places.sort(Comparator.comparing(Place::key));
        return hash(places, channel);
      }
    } catch (IOException e) {
      throw new UserException(
          Kind.OUTPUT,
          "Cannot keep %s's parameters in a temporary file: %s; free space in %s or name another folder with -Djava.io.tmpdir"
              .formatted(
                  table.files().root(),
                  ErrorText.firstLine(e),
                  System.getProperty("java.io.tmpdir")),
          e);
    }
  }

  private static List<Place> spool(FieldTable table, FileChannel channel) throws IOException {
    List<String> columns = table.manifest().spec().parameterColumns();
    List<Place> places = new ArrayList<>();
    long position = 0;
    try (ShardScan<FieldRow> rows = table.rows()) {
      while (rows.hasNext()) {
        FieldRow row = rows.next();
        ByteBuffer bytes = bytes(row, columns);
        places.add(new Place(row.key(), position, bytes.remaining()));
        position += bytes.remaining();
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
    }
    return places;
  }

  /** Returns a row's parameters as the bytes to hash. */
  private static ByteBuffer bytes(FieldRow row, List<String> columns) {
    List<float[]> values = columns.stream().map(name -> numbers(row.field().column(name))).toList();
    int count = values.stream().mapToInt(array -> array.length).sum();
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * count).order(ByteOrder.LITTLE_ENDIAN);
    for (float[] array : values) {
      bytes.asFloatBuffer().put(array);
      bytes.position(bytes.position() + Float.BYTES * array.length);
    }
    return bytes.flip();
  }

  private static float[] numbers(Object column) {
    return column instanceof float[] list ? list : new float[] {((Number) column).floatValue()};
  }

  private static String hash(List<Place> places, FileChannel channel) throws IOException {
    MessageDigest digest = Sha256.digest();
    for (Place place : places) {
      ByteBuffer bytes = ByteBuffer.allocate(place.length());
      while (bytes.hasRemaining()
          && channel.read(bytes, place.position() + bytes.position()) >= 0) {
        // A read may return fewer bytes than requested.
      }
      digest.update(bytes.flip());
    }
    return Sha256.hex(digest);
  }
}
