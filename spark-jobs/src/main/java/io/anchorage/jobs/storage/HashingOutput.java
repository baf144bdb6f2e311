package io.anchorage.jobs.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import org.apache.parquet.io.PositionOutputStream;

/** An output stream that counts and hashes the bytes written through it. */
public final class HashingOutput extends PositionOutputStream {
  private final OutputStream out;
  private final MessageDigest digest = Sha256.digest();
  private long position;

  public HashingOutput(OutputStream out) {
    this.out = out;
  }

  @Override
  public long getPos() {
    return position;
  }

  @Override
  public void write(int value) throws IOException {
    out.write(value);
    digest.update((byte) value);
    position++;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    digest.update(bytes, offset, length);
    position += length;
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /** SHA-256 of what was written, in hexadecimal. To be called once, after the last write. */
  public String sha256() {
    return Sha256.hex(digest);
  }
}
