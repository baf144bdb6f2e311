package io.anchorage.family.mlp.cuda;

import io.anchorage.fit.cuda.Tiling;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.cuda.CudaActivation;
import io.anchorage.kernel.cuda.KernelSource;
import java.util.Map;
import java.util.TreeMap;

/** Sizes that the kernels derive from a shape, as in mlp_layout.cuh. */
record MlpSizes(MlpShape shape) {
  /** A kernel file from the resources, with the shape's activation included. */
  KernelSource kernel(String name, Map<String, Integer> constants) {
    return CudaActivation.of(shape.activation()).in(KernelSource.of(name, constants));
  }

  int units() {
    return Tiling.whole(shape.width(), 8);
  }

  int folded() {
    int units = units();
    return (shape.inputs() + 1) * units
        + (shape.depth() - 1) * (units + 1) * units
        + shape.outputs() * units
        + Tiling.whole(shape.outputs(), 4);
  }

  int turned() {
    return (shape.depth() - 1) * units() * units();
  }

  Map<String, Integer> constants() {
    Map<String, Integer> constants = new TreeMap<>();
    constants.put("INPUTS", shape.inputs());
    constants.put("WIDTH", shape.width());
    constants.put("DEPTH", shape.depth());
    constants.put("OUTPUTS", shape.outputs());
    return constants;
  }
}
