package io.anchorage.jobs.exchange.in;

import io.anchorage.field.FamilyConfig;
import java.util.List;

/** A format that fields are read from. */
sealed interface InFormat {
  /** The format's name in flags. */
  String name();

  /** One line about what it is. */
  String words();

  /**
   * Files of many fields that describe themselves.
   *
   * @param suffix what the names of its files end in
   */
  record Described(String name, String words, String suffix, FieldFileFormat format)
      implements InFormat {}

  /**
   * PyTorch's files, one network in each.
   *
   * @param contracts what the networks are, for each way of naming the files
   * @param inside the key of the state dictionary in a file; empty if it is the file's top
   */
  record StateDicts(String name, String words, List<Contract> contracts, String inside)
      implements InFormat {
    public StateDicts {
      contracts = List.copyOf(contracts);
    }
  }

  /** The HDF5 files of fit-a-nef, with its {@code nef.json} and {@code cfg.json} beside them. */
  record Nefs(String name, String words) implements InFormat {}

  /**
   * The files of a family's published code.
   *
   * @param name that of the family
   * @param defaults the family's own settings
   */
  record Published(String name, String words, FamilyConfig defaults) implements InFormat {}

  /**
   * What files named in one way hold.
   *
   * @param recipe name of the recipe beside this class, without its suffix
   * @param decibels that the published fits reach, about
   * @param saysPsnr whether {@link PsnrFiles} are beside them
   */
  record Contract(StateDictSet set, String recipe, int decibels, boolean saysPsnr) {}
}
