package io.anchorage.kernel.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
  private static final Pattern INCLUDE = Pattern.compile("#include \"([^\"]+)\"");

  /**
   * A file of the resources of this package.
   *
   * @param name without folder, such as mlp_block.cu
   * @param constants its sizes, named in its first comment
   */
  public static KernelSource of(String name, Map<String, Integer> constants) {
    return of(KernelSource.class, name, constants);
  }

  /**
   * A file of the resources of a class's package. What it includes is looked for there, then in
   * this package.
   *
   * @param name without folder, such as arc_block.cu
   * @param constants its sizes, named in its first comment
   */
  public static KernelSource of(Class<?> owner, String name, Map<String, Integer> constants) {
    String text = read(owner, name);
    SortedMap<String, String> headers = new TreeMap<>();
    addIncludes(owner, text, headers);
    return new KernelSource(name, text, headers, new TreeMap<>(constants));
  }

  private static void addIncludes(Class<?> owner, String text, SortedMap<String, String> headers) {
    Matcher include = INCLUDE.matcher(text);
    while (include.find()) {
      String header = include.group(1);
      Class<?> place = owner.getResource(header) != null ? owner : KernelSource.class;
      // A header that is no file of either package is handed over later, by with.
      if (!headers.containsKey(header) && place.getResource(header) != null) {
        headers.put(header, read(place, header));
        addIncludes(owner, headers.get(header), headers);
      }
    }
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
    allHeaders.put(header, read(KernelSource.class, file));
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

  private static String read(Class<?> owner, String name) {
    try (InputStream in = owner.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            "resource " + owner.getPackageName().replace('.', '/') + "/" + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
