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
 * The source of a kernel file, with its sizes.
 *
 * @param name of the file
 * @param text its content
 * @param headers that it includes, by name
 * @param constants passed to the compiler as definitions
 */
public record KernelSource(
    String name,
    String text,
    SortedMap<String, String> headers,
    SortedMap<String, Integer> constants) {
  private static final Pattern INCLUDE = Pattern.compile("#include \"([^\"]+)\"");

  /**
   * Reads a file from this package's resources.
   *
   * @param name without folder, such as mlp_block.cu
   * @param constants its sizes, listed in its first comment
   */
  public static KernelSource of(String name, Map<String, Integer> constants) {
    return of(KernelSource.class, name, constants);
  }

  /**
   * Reads a file from the resources of a class's package. Headers are looked up there, then in this
   * package.
   *
   * @param name without folder, such as arc_block.cu
   * @param constants its sizes, listed in its first comment
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
      // A header that neither package has is supplied later, by with.
      if (!headers.containsKey(header) && place.getResource(header) != null) {
        headers.put(header, read(place, header));
        addIncludes(owner, headers.get(header), headers);
      }
    }
  }

  /**
   * The same source with sine and cosine from the device's special function units: accurate to
   * about 20 bits.
   */
  public KernelSource withFastSine() {
    SortedMap<String, Integer> more = new TreeMap<>(constants);
    more.put("FAST_SINE", 1);
    return new KernelSource(name, text, headers, more);
  }

  /**
   * The same source with a further header and the constants it needs.
   *
   * @param header the name under which the text includes it
   * @param file among the resources, which takes that name
   */
  KernelSource with(String header, String file, Map<String, Integer> more) {
    SortedMap<String, String> allHeaders = new TreeMap<>(headers);
    allHeaders.put(header, read(KernelSource.class, file));
    SortedMap<String, Integer> allConstants = new TreeMap<>(constants);
    allConstants.putAll(more);
    return new KernelSource(name, text, allHeaders, allConstants);
  }

  /** The constants as compiler options. */
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
