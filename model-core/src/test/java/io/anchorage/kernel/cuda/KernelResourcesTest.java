package io.anchorage.kernel.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What NVIDIA's assembler says that kernels take on a Hopper device, without one: a kernel that
 * spills registers to memory, or asks for more shared memory than a block has, is slow or does not
 * start, and no test on a CPU would tell.
 */
class KernelResourcesTest {
  private static final Pattern ENTRY = Pattern.compile("Compiling entry function '(\\w+)'");
  private static final Pattern SPILL =
      Pattern.compile("(\\d+) bytes stack frame, (\\d+) bytes spill stores");
  private static final Pattern USED = Pattern.compile("Used (\\d+) registers");
  private static final Pattern SHARED = Pattern.compile("(\\d+) bytes smem");

  /** Registers of a Hopper multiprocessor, and the static shared memory that a block may have. */
  private static final int REGISTERS = 65_536;

  private static final int STATIC_SHARED = 48 << 10;

  @TempDir Path folder;

  /** What one entry of a kernel takes. */
  private record Entry(String name, int stack, int spilled, int registers, int shared) {}

  @ParameterizedTest
  @MethodSource("io.anchorage.kernel.cuda.KernelSourcesTest#kernels")
  void no_kernel_spills_and_blocks_fit_a_multiprocessor(KernelSource source) throws IOException {
    List<Entry> entries = entries(source);

    assertThat(entries).isNotEmpty();
    assertThat(entries).allSatisfy(entry -> assertThat(entry.spilled()).as("%s", entry).isZero());
    int threads = threads(source);
    assertThat(entries)
        .allSatisfy(
            entry -> {
              assertThat(entry.registers() * threads)
                  .as("%s", entry)
                  .isLessThanOrEqualTo(REGISTERS);
              assertThat(entry.shared()).as("%s", entry).isLessThanOrEqualTo(STATIC_SHARED);
            });
  }

  /** The threads of a block of each of a kernel's entries. */
  private static int threads(KernelSource source) {
    return source.options().stream()
        .filter(option -> option.startsWith("-DTHREADS="))
        .map(option -> option.substring("-DTHREADS=".length()))
        .mapToInt(Integer::parseInt)
        .findFirst()
        .orElseThrow();
  }

  private List<Entry> entries(KernelSource source) throws IOException {
    Path file = Files.writeString(folder.resolve(source.name()), source.text());
    for (Map.Entry<String, String> header : source.headers().entrySet()) {
      Files.writeString(folder.resolve(header.getKey()), header.getValue());
    }
    List<String> command =
        new ArrayList<>(List.of("nvcc", "--cubin", "-std=c++17", "-arch=sm_90", "-Xptxas", "-v"));
    command.addAll(source.options());
    command.addAll(List.of(file.toString(), "-o", folder.resolve("kernel.cubin").toString()));
    Optional<String> said = FakeGpu.output(command);
    Assumptions.assumeTrue(said.isPresent(), "no nvcc here: what kernels take is not known");
    return parsed(said.get().lines().toList());
  }

  private static List<Entry> parsed(List<String> lines) {
    List<Entry> entries = new ArrayList<>();
    String name = null;
    int stack = 0;
    int spilled = 0;
    for (String line : lines) {
      Matcher entry = ENTRY.matcher(line);
      Matcher spill = SPILL.matcher(line);
      Matcher used = USED.matcher(line);
      if (entry.find()) {
        name = entry.group(1);
      } else if (spill.find()) {
        stack = Integer.parseInt(spill.group(1));
        spilled = Integer.parseInt(spill.group(2));
      } else if (used.find() && name != null) {
        Matcher shared = SHARED.matcher(line);
        entries.add(
            new Entry(
                name,
                stack,
                spilled,
                Integer.parseInt(used.group(1)),
                shared.find() ? Integer.parseInt(shared.group(1)) : 0));
        name = null;
      }
    }
    return entries;
  }
}
