package io.anchorage.jobs.exchange.out;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.format.array.NpzWriter;
import io.anchorage.format.array.SafetensorsWriter;
import io.anchorage.jobs.exchange.hdf5.Hdf5Writer;
import java.util.List;
import java.util.stream.Collectors;

/** The formats that fields are written in, one line each. */
final class OutFormats {
  private static final List<OutFormat> ALL =
      List.of(
          new ArrowOut(),
          new ArraysOut("npz", "NumPy's arrays", NpzWriter::new),
          new ArraysOut("safetensors", "tensors for any framework", SafetensorsWriter::new),
          new ArraysOut("hdf5", "HDF5, one dataset a column", Hdf5Writer::new),
          new StateDictOut("dws", "PyTorch's files and splits for DWSNets", new StateDictOut.Dws()),
          new StateDictOut("nfn", "PyTorch's files for NFN", new StateDictOut.Nfn()),
          new NefOut(),
          new PygOut(),
          new PointceptOut(),
          new WebDatasetOut());

  private OutFormats() {}

  static List<OutFormat> all() {
    return ALL;
  }

  /** The format of a name. */
  static OutFormat named(String name) {
    return ALL.stream()
        .filter(format -> format.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UserException(
                    Kind.CONFIG,
                    "--format must be one of %s: %s"
                        .formatted(
                            ALL.stream().map(OutFormat::name).collect(Collectors.joining(", ")),
                            name)));
  }
}
