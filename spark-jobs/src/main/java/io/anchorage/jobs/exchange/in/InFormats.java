package io.anchorage.jobs.exchange.in;

import static io.anchorage.jobs.exchange.in.StateDictSet.DWSNETS_FASHION;
import static io.anchorage.jobs.exchange.in.StateDictSet.DWSNETS_MNIST;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.family.Families;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.PublishedFields;
import io.anchorage.fit.FitRecipe;
import io.anchorage.format.array.NpzFile;
import io.anchorage.format.array.SafetensorsFile;
import io.anchorage.jobs.exchange.hdf5.Hdf5File;
import io.anchorage.jobs.exchange.in.InFormat.Contract;
import io.anchorage.jobs.exchange.in.InFormat.Described;
import io.anchorage.jobs.exchange.in.InFormat.Nefs;
import io.anchorage.jobs.exchange.in.InFormat.Published;
import io.anchorage.jobs.exchange.in.InFormat.StateDicts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The formats that fields are read from, one line each. */
final class InFormats {
  private static final Contract MNIST = new Contract(DWSNETS_MNIST, "dwsnets", 35, false);
  private static final Contract FASHION = new Contract(DWSNETS_FASHION, "dwsnets", 35, false);
  private static final Contract NFN = new Contract(StateDictSet.NFN, "nfn", 30, false);
  private static final Contract VIEWS = new Contract(StateDictSet.MULTIVIEW, "dwsnets", 35, false);
  private static final Contract ZOO =
      new Contract(StateDictSet.IMPLICIT_ZOO, "implicit-zoo", 30, true);

  private static final List<InFormat> LISTED =
      List.of(
          new Described("arrow", "Arrow IPC files that export wrote", ".arrow", new ArrowIn()),
          new Described(
              "npz", "files of arrays that export wrote", ".npz", new ArraysIn(NpzFile::open)),
          new Described(
              "safetensors",
              "files that export wrote",
              ".safetensors",
              new ArraysIn(SafetensorsFile::open)),
          new Described("hdf5", "files that export wrote", ".hdf5", new ArraysIn(Hdf5File::open)),
          new StateDicts(
              "dwsnets", "DWSNets' MNIST and Fashion-MNIST", List.of(MNIST, FASHION), ""),
          new StateDicts("nfn", "NFN's MNIST, Fashion-MNIST and CIFAR-10", List.of(NFN), ""),
          new StateDicts("scalegmn", "ScaleGMN's copies of both", List.of(MNIST, NFN, FASHION), ""),
          new StateDicts("multiview", "Fashion-MNIST, several views an image", List.of(VIEWS), ""),
          new StateDicts("implicit-zoo", "Implicit-Zoo's CIFAR-10", List.of(ZOO), "params"),
          new Nefs("fit-a-nef", "fit-a-nef's and neural-field-arena's HDF5 files"));

  private static final List<InFormat> ALL = withPublished();

  private InFormats() {}

  /** Families whose published code has files of its own name their format as themselves. */
  private static List<InFormat> withPublished() {
    List<InFormat> all = new ArrayList<>(LISTED);
    for (FitRecipe recipe : Families.defaultRecipes()) {
      FamilyConfig config = recipe.family();
      config
          .family()
          .adapter(PublishedFields.class)
          .ifPresent(files -> all.add(new Published(config.kind(), files.words(), config)));
    }
    return List.copyOf(all);
  }

  static List<InFormat> all() {
    return ALL;
  }

  /** The format of a name. */
  static InFormat named(String name) {
    return ALL.stream()
        .filter(format -> format.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UserException(
                    Kind.CONFIG,
                    "--format must be one of %s: %s"
                        .formatted(
                            ALL.stream().map(InFormat::name).collect(Collectors.joining(", ")),
                            name)));
  }
}
