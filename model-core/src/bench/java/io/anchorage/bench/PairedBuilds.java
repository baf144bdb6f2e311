package io.anchorage.bench;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two builds of the same throughput program in one process, each in a class loader of its own and
 * in turn, so that both see the same machine: {@code PairedBuilds BASE_CLASS_PATH NEW_CLASS_PATH
 * PAIRS PROGRAM [ARGUMENT ...]}. Prints the ratio of the new rate to the base's for each pair, then
 * its median and quartiles. Rates are those by CPU time. The order within a pair alternates.
 */
final class PairedBuilds {
  private static final Pattern BY_CPU_TIME =
      Pattern.compile("; (\\d+) on an otherwise idle machine");

  private final String program;
  private final String[] arguments;

  private PairedBuilds(String program, String[] arguments) {
    this.program = program;
    this.arguments = arguments;
  }

  public static void main(String[] args) throws ReflectiveOperationException {
    if (args.length < 4) {
      System.err.println(
          "use: PairedBuilds BASE_CLASS_PATH NEW_CLASS_PATH PAIRS PROGRAM [ARGUMENT ...]");
      System.exit(2);
    }
    PairedBuilds pair =
        new PairedBuilds("io.anchorage.bench." + args[3], Arrays.copyOfRange(args, 4, args.length));
    Method base = pair.load(args[0]);
    Method now = pair.load(args[1]);
    pair.rate(base);
    pair.rate(now);
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(args[2]); i++) {
      double before;
      double after;
      if (i % 2 == 0) {
        before = pair.rate(base);
        after = pair.rate(now);
      } else {
        after = pair.rate(now);
        before = pair.rate(base);
      }
      ratios.add(after / before);
      System.out.printf(Locale.ROOT, "%9.0f %9.0f %6.3f%n", before, after, after / before);
    }
    ratios.sort(null);
    System.out.printf(
        Locale.ROOT,
        "%s: median %.3f, quartiles %.3f and %.3f of %d pairs%n",
        String.join(" ", Arrays.copyOfRange(args, 3, args.length)),
        quantile(ratios, 0.5),
        quantile(ratios, 0.25),
        quantile(ratios, 0.75),
        ratios.size());
  }

  private static double quantile(List<Double> sorted, double share) {
    double at = share * (sorted.size() - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.size() - 1);
    return sorted.get(below) + (at - below) * (sorted.get(above) - sorted.get(below));
  }

  private Method load(String classPath) throws ReflectiveOperationException {
    URL[] urls =
        Arrays.stream(classPath.split(File.pathSeparator, -1))
            .filter(entry -> !entry.isEmpty())
            .map(entry -> url(new File(entry).toURI()))
            .toArray(URL[]::new);
    ClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    Method main = loader.loadClass(program).getDeclaredMethod("main", String[].class);
    main.setAccessible(true);
    return main;
  }

  private static URL url(URI uri) {
    try {
      return uri.toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(uri.toString(), e);
    }
  }

  /** The median of the rates that one run of the program prints. */
  private double rate(Method main) throws ReflectiveOperationException {
    PrintStream console = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      main.invoke(null, (Object) arguments);
    } finally {
      System.setOut(console);
    }
    List<Double> rates = new ArrayList<>();
    Matcher matcher = BY_CPU_TIME.matcher(printed.toString(StandardCharsets.UTF_8));
    while (matcher.find()) {
      rates.add(Double.parseDouble(matcher.group(1)));
    }
    if (rates.isEmpty()) {
      throw new IllegalStateException(program + " printed no rate: " + printed);
    }
    rates.sort(null);
    return quantile(rates, 0.5);
  }
}
