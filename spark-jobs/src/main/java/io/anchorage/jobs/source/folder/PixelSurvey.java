package io.anchorage.jobs.source.folder;

import io.anchorage.jobs.source.Listing;
import io.anchorage.jobs.storage.HadoopFiles;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.codec.ImageHeader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.stream.IntStream;

/**
 * Estimates how many pixels images have, in order to divide the work: from their headers, read in
 * parallel. If a header cannot be read, and for most images of a very large folder, the estimate
 * comes from the file's size. Errors are not reported here; they surface when the image is read.
 */
final class PixelSurvey {
  /** The maximum number of headers read; a larger folder is sampled evenly. */
  static final int MOST_HEADERS = 20_000;

  private static final int MOST_THREADS = 32;
  private static final int THREADS_PER_CORE = 4;

  /** Pixels per byte if no header could be read: typical of photographs in JPEG. */
  private static final double USUAL_RATIO = 4;

  private final HadoopFiles files;
  private final String root;
  private final long maxPixels;

  /** What one header says; pixels is 0 if it could not be read. */
  private record Answer(long length, long pixels) {
    private double ratio() {
      return (double) pixels / Math.max(1, length);
    }
  }

  PixelSurvey(HadoopFiles files, String root, long maxPixels) {
    this.files = files;
    this.root = root;
    this.maxPixels = maxPixels;
  }

  /** The estimated number of pixels of each image, at least 1. */
  long[] pixels(List<FolderImage> images) {
    int stride = Math.max(1, (images.size() + MOST_HEADERS - 1) / MOST_HEADERS);
    Answer[] answers = ask(images, stride);
    double[] ratios =
        Arrays.stream(answers)
            .filter(answer -> answer.pixels > 0)
            .mapToDouble(Answer::ratio)
            .sorted()
            .toArray();
    double ratio = ratios.length == 0 ? USUAL_RATIO : ratios[ratios.length / 2];
    return IntStream.range(0, images.size())
        .mapToLong(i -> pixels(images.get(i), i % stride == 0 ? answers[i / stride] : null, ratio))
        .toArray();
  }

  private long pixels(FolderImage image, Answer answer, double ratio) {
    if (answer != null && answer.pixels > 0) {
      return Math.min(maxPixels, answer.pixels);
    }
    long length = answer == null ? image.stamp().bytes() : answer.length;
    return Math.max(1, Math.min(maxPixels, (long) (length * ratio)));
  }

  private Answer[] ask(List<FolderImage> images, int stride) {
    Answer[] answers = new Answer[(images.size() + stride - 1) / stride];
    int threads =
        Math.min(MOST_THREADS, THREADS_PER_CORE * Runtime.getRuntime().availableProcessors());
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      ForkJoinTask<?> all =
          pool.submit(
              () ->
                  IntStream.range(0, answers.length)
                      .parallel()
                      .forEach(i -> answers[i] = ask(images.get(i * stride))));
      all.join();
      return answers;
    } finally {
      pool.shutdown();
    }
  }

  private Answer ask(FolderImage image) {
    if (image.problem() != null) {
      return new Answer(0, 0);
    }
    String location = Listing.location(root, image.path());
    long length = image.stamp().bytes();
    try {
      if (length < 0) {
        length = files.length(location);
      }
      try (InputStream in = files.open(location)) {
        return new Answer(
            length, ImageHeader.parse(in.readNBytes(ImageHeader.USUAL_BYTES)).pixels());
      }
    } catch (IOException | BadImageException | RuntimeException e) {
      return new Answer(Math.max(0, length), 0);
    }
  }
}
