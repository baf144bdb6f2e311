package io.anchorage.jobs.storage;

import java.io.IOException;
import org.apache.parquet.hadoop.util.HadoopStreams;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A table's file as an input of Parquet's reader. */
public record StoredParquet(StorageFolder files, String path) implements InputFile {
  @Override
  public long getLength() throws IOException {
    return files.size(path);
  }

  @Override
  public SeekableInputStream newStream() throws IOException {
    return HadoopStreams.wrap(files.open(path));
  }

  @Override
  public String toString() {
    return files.shown(path);
  }
}
