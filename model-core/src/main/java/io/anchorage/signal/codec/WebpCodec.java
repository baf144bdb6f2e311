package io.anchorage.signal.codec;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Raster;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Still WebP images, lossy and lossless, decoded by TwelveMonkeys. */
final class WebpCodec implements ImageCodec {
  @Override
  public ImageHeader header(byte[] bytes) throws BadImageException {
    WebpChunks chunks = WebpChunks.header(bytes);
    return ImageHeader.stored(
        ImageFormat.WEBP, chunks.width, chunks.height, chunks.alpha ? 4 : 3, 8, chunks.orientation);
  }

  @Override
  public Raster pixels(byte[] bytes, ImageHeader header) throws BadImageException, IOException {
    byte[] pixelsOnly = WebpChunks.pixelsOnly(bytes);
    ImageReader reader = new WebPImageReaderSpi().createReaderInstance(null);
    try (ImageInputStream in = new ByteArrayImageInputStream(pixelsOnly)) {
      reader.setInput(in, true, true);
      return DecodedImage.raster(reader.read(0), header);
    } finally {
      reader.dispose();
    }
  }
}
