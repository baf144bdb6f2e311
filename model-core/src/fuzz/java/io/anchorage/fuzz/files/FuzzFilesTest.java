package io.anchorage.fuzz.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.fuzz.Fuzz;
import io.anchorage.fuzz.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A short part of what {@code deploy/fuzz files} does at length. */
class FuzzFilesTest {
  private static final int FILES = 150;

  @TempDir private Path folder;

  static Stream<Target> targets() {
    return FuzzFiles.targets().stream();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void damaged_files_are_read_or_refused_in_one_line_and_in_bounded_time_and_memory(Target target) {
    assertThat(new Fuzz(folder).run(target, 7, FILES).problems()).isEmpty();
  }

  @Test
  void a_reader_that_throws_hangs_or_takes_too_much_memory_is_found() {
    assertThat(new Fuzz(folder).run(new Faulty(), 7, 60).problems())
        .anyMatch(problem -> problem.contains("threw java.lang.NullPointerException"))
        .anyMatch(problem -> problem.contains("allocated "))
        .anyMatch(problem -> problem.contains("refused in several lines"));
    assertThat(folder).isNotEmptyDirectory();
  }

  /** Breaks a rule by what the first byte is. */
  private static final class Faulty implements Target {
    @Override
    public String name() {
      return "faulty";
    }

    @Override
    public List<byte[]> seeds() {
      return List.of(new byte[3], new byte[] {7, 0});
    }

    @Override
    public void read(byte[] file) {
      int kind = file.length == 0 ? 0 : (file[0] & 0xFF) % 4;
      if (kind == 1) {
        throw new NullPointerException("kind");
      }
      if (kind == 2) {
        throw new IllegalArgumentException("one line\nand another");
      }
      if (kind == 3 && new int[5000].length == file.length) {
        throw new IllegalArgumentException("a file of 5000 bytes");
      }
    }

    @Override
    public boolean refuses(Exception thrown) {
      return thrown instanceof IllegalArgumentException;
    }

    @Override
    public long allowedBytes(byte[] file) {
      return 10_000;
    }
  }
}
