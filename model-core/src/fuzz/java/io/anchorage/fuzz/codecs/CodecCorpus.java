package io.anchorage.fuzz.codecs;

import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Raster;
import io.anchorage.signal.codec.ImageDecoder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Compares the decoder with Pillow on the files that {@code codec-corpus.py} has written, and
 * prints a table in Markdown. Arguments: the folder, and {@code --each} to list each file that
 * differs. Exit code 1 if a lossless format differs, or a lossy one by more than one level.
 */
public final class CodecCorpus {
  private static final String SEEN = ".see";
  private static final long MOST_PIXELS = 1_000_000;

  private final boolean each;
  private final Map<String, Tally> tallies = new TreeMap<>();

  private CodecCorpus(boolean each) {
    this.each = each;
  }

  /** What became of the files of one format. */
  private static final class Tally {
    private int files;
    private int equal;
    private int largest;
    private double sum;
    private final Map<String, Integer> refused = new TreeMap<>();
  }

  public static void main(String[] args) throws IOException {
    CodecCorpus corpus = new CodecCorpus(List.of(args).contains("--each"));
    List<Path> files;
    try (Stream<Path> all = Files.list(Path.of(args[0]))) {
      files = all.filter(file -> !file.toString().endsWith(SEEN)).sorted().toList();
    }
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (Path file : files) {
      corpus.compare(file, out);
    }
    corpus.print(out);
    System.exit(corpus.tallies.values().stream().allMatch(tally -> tally.largest <= 1) ? 0 : 1);
  }

  private void compare(Path file, PrintStream out) throws IOException {
    String name = file.getFileName().toString();
    Tally tally =
        tallies.computeIfAbsent(name.substring(name.indexOf('.') + 1), format -> new Tally());
    tally.files++;
    try {
      Raster raster = new ImageDecoder(MOST_PIXELS).decode(Files.readAllBytes(file));
      Seen seen = new Seen(ByteBuffer.wrap(Files.readAllBytes(Path.of(file + SEEN))));
      int difference = seen.difference(raster);
      tally.equal += difference == 0 ? 1 : 0;
      tally.largest = Math.max(tally.largest, difference);
      tally.sum += difference;
      if (each && difference != 0) {
        out.println(name + " differs by " + difference);
      }
    } catch (BadImageException e) {
      tally.refused.merge(e.getMessage().replaceAll("\\d+x\\d+", "WxH"), 1, Integer::sum);
      if (each) {
        out.println(name + ": " + e.getMessage());
      }
    }
  }

  private void print(PrintStream out) {
    out.println("| format | files | equal | largest difference | mean of largest | refused |");
    out.println("| --- | --- | --- | --- | --- | --- |");
    tallies.forEach(
        (format, tally) ->
            out.printf(
                "| %s | %d | %d | %d | %.3f | %s |%n",
                format,
                tally.files,
                tally.equal,
                tally.largest,
                tally.sum / tally.files,
                tally.refused.isEmpty() ? "none" : tally.refused));
  }
}
