package io.anchorage.kernel.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One kernel file of the resources with its sizes.
 *
 * @param name the file's
 * @param text its content
 * @param headers what it includes, by name
 * @param constants given to the compiler as definitions
 */
public record KernelSource(
    String name,
    String text,
    SortedMap<String, String> headers,
    SortedMap<String, Integer> constants) {
  private static final List<String> HEADERS =
      List.of("common.cuh", "mlp_layout.cuh", "mlp_activation.cuh", "arc_layout.cuh");

  /**
   * A file of the resources.
   *
   * @param name without folder, such as mlp_block.cu
   * @param constants its sizes, named in its first comment
   */
  public static KernelSource of(String name, Map<String, Integer> constants) {
    SortedMap<String, String> headers = new TreeMap<>();
    HEADERS.forEach(header -> headers.put(header, read(header)));
    return new KernelSource(name, read(name), headers, new TreeMap<>(constants));
  }

  /**
   * The same with sine and cosine of the device's own fast units: about 20 bits of the mantissa.
   */
  public KernelSource withFastSine() {
    SortedMap<String, Integer> more = new TreeMap<>(constants);
    more.put("FAST_SINE", 1);
    return new KernelSource(name, text, headers, more);
  }

  /**
   * The same with one more header and the constants that it needs.
   *
   * @param header the name by which the text includes it
   * @param file of the resources that takes this name
   */
  KernelSource with(String header, String file, Map<String, Integer> more) {
    SortedMap<String, String> allHeaders = new TreeMap<>(headers);
    allHeaders.put(header, read(file));
    SortedMap<String, Integer> allConstants = new TreeMap<>(constants);
    allConstants.putAll(more);
    return new KernelSource(name, text, allHeaders, allConstants);
  }

  /** For the compiler's command line. */
  List<String> options() {
    return constants.entrySet().stream()
        .map(constant -> "-D" + constant.getKey() + "=" + constant.getValue())
        .toList();
  }

  private static String read(String name) {
    try (InputStream in = KernelSource.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            "resource io/anchorage/kernel/cuda/" + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
