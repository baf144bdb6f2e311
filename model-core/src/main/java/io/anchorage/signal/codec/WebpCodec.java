package io.anchorage.signal.codec;

import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Raster;
import io.anchorage.signal.codec.webp.AlphaPlane;
import io.anchorage.signal.codec.webp.LosslessImage;
import io.anchorage.signal.codec.webp.LossyImage;

/**
 * WebP, lossy and lossless. Of an animation the first frame is read, on a canvas that is
 * transparent where the frame does not reach, or black if the file has no alpha.
 */
final class WebpCodec implements ImageCodec {
  @Override
  public ImageHeader header(byte[] bytes) throws BadImageException {
    WebpChunks chunks = WebpChunks.header(bytes);
    return ImageHeader.stored(
        ImageFormat.WEBP, chunks.width, chunks.height, chunks.alpha ? 4 : 3, 8, chunks.orientation);
  }

  @Override
  public Raster pixels(byte[] bytes, ImageHeader header) throws BadImageException {
    WebpChunks chunks = WebpChunks.all(bytes);
    int channels = chunks.alpha ? 4 : 3;
    char[] samples = chunks.lossy == null ? lossless(bytes, chunks) : lossy(bytes, chunks);
    return new Raster(chunks.height, chunks.width, channels, 8, samples);
  }

  private static char[] lossy(byte[] bytes, WebpChunks chunks) throws BadImageException {
    int width = chunks.pictureWidth;
    int height = chunks.pictureHeight;
    WebpChunks.Part part = chunks.lossy;
    char[] rgb = LossyImage.rgb(bytes, part.from(), part.end(), width, height);
    WebpChunks.Part more = chunks.lossyAlpha;
    int[] alpha =
        chunks.alpha && more != null
            ? AlphaPlane.alpha(bytes, more.from(), more.end(), width, height)
            : null;
    if (!chunks.alpha && width == chunks.width && height == chunks.height) {
      return rgb;
    }
    int channels = chunks.alpha ? 4 : 3;
    char[] samples = new char[chunks.height * chunks.width * channels];
    for (int p = 0; p < width * height; p++) {
      int to = place(chunks, p) * channels;
      for (int c = 0; c < 3; c++) {
        samples[to + c] = rgb[3 * p + c];
      }
      if (chunks.alpha) {
        samples[to + 3] = (char) (alpha == null ? 255 : alpha[p]);
      }
    }
    return samples;
  }

  private static char[] lossless(byte[] bytes, WebpChunks chunks) throws BadImageException {
    WebpChunks.Part part = chunks.lossless;
    int[] argb =
        LosslessImage.argb(
            bytes, part.from(), part.end(), chunks.pictureWidth, chunks.pictureHeight);
    int channels = chunks.alpha ? 4 : 3;
    char[] samples = new char[chunks.height * chunks.width * channels];
    for (int p = 0; p < argb.length; p++) {
      int to = place(chunks, p) * channels;
      samples[to] = (char) (argb[p] >> 16 & 0xFF);
      samples[to + 1] = (char) (argb[p] >> 8 & 0xFF);
      samples[to + 2] = (char) (argb[p] & 0xFF);
      if (chunks.alpha) {
        samples[to + 3] = (char) (argb[p] >>> 24);
      }
    }
    return samples;
  }

  /** Which pixel of the canvas a pixel of the picture is. */
  private static int place(WebpChunks chunks, int pixel) {
    int row = chunks.top + pixel / chunks.pictureWidth;
    return row * chunks.width + chunks.left + pixel % chunks.pictureWidth;
  }
}
