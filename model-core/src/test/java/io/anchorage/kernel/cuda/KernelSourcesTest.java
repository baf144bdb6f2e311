package io.anchorage.kernel.cuda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.family.arc.cuda.ArcBlocks;
import io.anchorage.family.arc.cuda.ArcStages;
import io.anchorage.kernel.Finer;
import io.anchorage.kernel.Gauss;
import io.anchorage.kernel.Relu;
import io.anchorage.kernel.Sine;
import io.anchorage.kernel.Tanh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kernels' text in the hands of NVIDIA's compilers, where they are; neither needs a GPU. */
class KernelSourcesTest {
  @TempDir Path folder;

  static Stream<KernelSource> kernels() {
    CudaActivation sine = CudaActivation.of(new Sine(List.of(30f)));
    KernelSource mlps =
        KernelSource.of(
            "mlp_block.cu",
            Map.of(
                "INPUTS", 2, "WIDTH", 32, "DEPTH", 2, "OUTPUTS", 1, "TILE", 112, "THREADS", 128,
                "SPLIT", 4));
    KernelSource large =
        KernelSource.of(
            "mlp_staged.cu",
            Map.of(
                "INPUTS",
                2,
                "WIDTH",
                256,
                "DEPTH",
                3,
                "OUTPUTS",
                3,
                "CAPACITY",
                832,
                "THREADS",
                64));
    return Stream.of(
        sine.in(mlps),
        sine.in(mlps).withFastSine(),
        sine.in(large),
        CudaActivation.of(new Finer(List.of(30f), true)).in(mlps),
        CudaActivation.of(new Finer(List.of(30f), false)).in(large),
        CudaActivation.of(new Relu(2)).in(mlps),
        CudaActivation.of(new Tanh(2)).in(mlps),
        CudaActivation.of(new Gauss(List.of(30f))).in(large),
        KernelSource.of(
            ArcBlocks.class,
            "arc_block.cu",
            Map.of(
                "SLOTS",
                4,
                "DIM",
                32,
                "CHANNELS",
                1,
                "SLICE",
                36,
                "SLICES",
                4,
                "ANCHORS",
                40,
                "CHUNK",
                196,
                "THREADS",
                192)),
        KernelSource.of(
            ArcStages.class,
            "arc_staged.cu",
            Map.of(
                "SLOTS", 4, "DIM", 32, "CHANNELS", 3, "SLICE", 136, "SLICES", 1, "THREADS", 128)));
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void nvcc_compiles_them_for_an_old_and_a_new_device(KernelSource source) throws IOException {
    Path file = Files.writeString(folder.resolve(source.name()), source.text());
    for (Map.Entry<String, String> header : source.headers().entrySet()) {
      Files.writeString(folder.resolve(header.getKey()), header.getValue());
    }
    List<String> command =
        new ArrayList<>(List.of("nvcc", "--fatbin", "-std=c++17", "-Werror", "all-warnings"));
    for (int capability : capabilitiesOfNvcc()) {
      command.add("-gencode=arch=compute_%1$d,code=sm_%1$d".formatted(capability));
    }
    command.addAll(source.options());
    command.addAll(List.of(file.toString(), "-o", folder.resolve("kernel.fatbin").toString()));
    FakeGpu.output(command);

    assertThat(folder.resolve("kernel.fatbin")).isNotEmptyFile();
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void nvrtc_compiles_them_to_machine_code_and_to_ptx(KernelSource source) {
    Nvrtc compiler = compiler();
    int oldest = compiler.architectures().get(0);
    int newest = compiler.architectures().get(compiler.architectures().size() - 1);

    assertThat(compiler.compile(source, new Nvrtc.Target(oldest, false))).hasSizeGreaterThan(1000);
    assertThat(new String(compiler.compile(source, new Nvrtc.Target(newest, true)), UTF_8))
        .contains(".visible .entry");
  }

  @Test
  void what_nvrtc_refuses_is_told_with_its_log() {
    Nvrtc compiler = compiler();
    Nvrtc.Target target = new Nvrtc.Target(compiler.architectures().get(0), false);
    KernelSource without =
        CudaActivation.of(new Sine(List.of(30f)))
            .in(KernelSource.of("mlp_block.cu", Map.of("INPUTS", 2)));

    assertThatThrownBy(() -> compiler.compile(without, target))
        .hasMessageContaining("mlp_block.cu")
        .hasMessageContaining("WIDTH");
  }

  /** The devices of interest that this nvcc knows: Ampere's and Hopper's. */
  private static List<Integer> capabilitiesOfNvcc() throws IOException {
    Optional<String> known = FakeGpu.output(List.of("nvcc", "--list-gpu-code"));
    Assumptions.assumeTrue(known.isPresent(), "no nvcc here: the CUDA kernels are not compiled");
    List<Integer> capabilities =
        Stream.of(80, 90).filter(number -> known.get().contains("sm_" + number)).toList();
    Assumptions.assumeFalse(capabilities.isEmpty(), "nvcc knows neither sm_80 nor sm_90");
    return capabilities;
  }

  /** Found by the loader's own rules, not by the property, which other tests set. */
  private static Nvrtc compiler() {
    Optional<Nvrtc> found =
        Nvrtc.among(
            List.of("libnvrtc.so.13", "libnvrtc.so.12", "/usr/local/cuda/lib64/libnvrtc.so"),
            Integer.MAX_VALUE);
    Assumptions.assumeTrue(
        found.isPresent(), "no NVRTC here: the CUDA kernels are not compiled by it");
    return found.get();
  }
}
