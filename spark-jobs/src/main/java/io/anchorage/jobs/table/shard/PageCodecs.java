package io.anchorage.jobs.table.shard;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Parquet's codecs, of which zstd decompresses a page in one call. Parquet's own goes through
 * Hadoop's streams, which copy what they have in pieces and take more than half as long again.
 */
final class PageCodecs implements CompressionCodecFactory {
  private final CodecFactory others = new CodecFactory(new Configuration(false), 0);
  private Zstd zstd;

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName name) {
    return others.getCompressor(name);
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
    if (name != CompressionCodecName.ZSTD) {
      return others.getDecompressor(name);
    }
    if (zstd == null) {
      zstd = new Zstd();
    }
    return zstd;
  }

  @Override
  public void release() {
    if (zstd != null) {
      zstd.release();
      zstd = null;
    }
    others.release();
  }

  @SuppressWarnings("deprecation") // A page as one array is what the library takes.
  private static final class Zstd implements BytesInputDecompressor {
    private final ZstdDecompressCtx context = new ZstdDecompressCtx();

    @Override
    public BytesInput decompress(BytesInput bytes, int size) throws IOException {
      byte[] packed = bytes.toByteArray();
      byte[] page = new byte[size];
      try {
        require(context.decompressByteArray(page, 0, size, packed, 0, packed.length), size);
      } catch (ZstdException e) {
        throw new IOException("A page is damaged: " + e.getMessage(), e);
      }
      return BytesInput.from(page);
    }

    @Override
    public void decompress(ByteBuffer input, int packed, ByteBuffer output, int size)
        throws IOException {
      byte[] bytes = new byte[packed];
      input.get(bytes);
      output.put(decompress(BytesInput.from(bytes), size).toByteArray());
    }

    private static void require(int found, int size) throws IOException {
      if (found != size) {
        throw new IOException("A page has %d bytes, %d were said".formatted(found, size));
      }
    }

    @Override
    public void release() {
      context.close();
    }
  }
}
