package io.anchorage.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SelfTestCommandTest {
  private static final String SAMPLE = "../conf/sample/fashion-mnist";
  private static final String LIBRARY = "anchorage.cuda.library";

  @Test
  void the_simd_kernels_agree_and_a_table_says_so() {
    Ran ran =
        Ran.of(
            "selftest", "--engine", "vector", "--images", "2", "--steps", "5", "--input", SAMPLE);

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out().lines())
        .contains("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
        .anyMatch(line -> line.startsWith("| SIREN 2-32-32-1 | 2 | 0.0e+00 | 0.0e+00 |"))
        .anyMatch(line -> line.startsWith("| ARC, 5 steps | 2 | 0.0e+00 | 0.0e+00 |"));
  }

  @Test
  void without_a_gpu_the_engine_cuda_is_one_line() {
    String before = System.getProperty(LIBRARY);
    System.setProperty(LIBRARY, "libnone-of-ours.so");
    try {
      Ran ran = Ran.of("selftest", "--engine", "cuda", "--input", SAMPLE);

      assertThat(ran.code()).isEqualTo(6);
      assertThat(ran.onlyError()).startsWith("Engine cuda is not available: ");
    } finally {
      if (before == null) {
        System.clearProperty(LIBRARY);
      } else {
        System.setProperty(LIBRARY, before);
      }
    }
  }

  @Test
  void numbers_out_of_range_are_one_line() {
    Ran ran = Ran.of("selftest", "--engine", "vector", "--images", "0", "--input", SAMPLE);

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.onlyError()).contains("--images must be at least 1");
  }
}
