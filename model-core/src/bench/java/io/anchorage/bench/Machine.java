package io.anchorage.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Collectors;

/** Describes the machine, as Markdown. */
public final class Machine {
  private Machine() {}

  public static void print() {
    row("", "");
    row("---", "---");
    row("date", LocalDate.now(ZoneOffset.UTC).toString());
    row(
        "processor",
        "%s, %d cores visible".formatted(processor(), Runtime.getRuntime().availableProcessors()));
    row("Java", System.getProperty("java.vm.name") + " " + Runtime.version());
    row("flags", "`" + flags() + "`");
  }

  private static void row(String left, String right) {
    System.out.println("| %s | %s |".formatted(left, right));
  }

  private static String flags() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-Duser.") && !flag.startsWith("-Djava.io."))
        .collect(Collectors.joining(" "));
  }

  private static String processor() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }
}
