package io.anchorage.jobs.exchange.out;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** A stream as a channel that hands large buffers on in large pieces; Java's has 8 KiB. */
final class StreamChannel implements WritableByteChannel {
  private static final int PIECE = 1 << 18;

  private final OutputStream out;
  private final byte[] piece = new byte[PIECE];
  private boolean open = true;

  StreamChannel(OutputStream out) {
    this.out = out;
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    int all = from.remaining();
    while (from.hasRemaining()) {
      int count = Math.min(piece.length, from.remaining());
      from.get(piece, 0, count);
      out.write(piece, 0, count);
    }
    return all;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() throws IOException {
    open = false;
    out.close();
  }
}
