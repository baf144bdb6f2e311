package io.anchorage.jobs.exchange.in;

import io.anchorage.field.Field;
import io.anchorage.jobs.storage.HadoopFiles;
import io.anchorage.jobs.table.rows.FieldKey;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fields in PyTorch's files, one in each. */
final class StateDictFields implements FieldReader {
  private static final long serialVersionUID = 1;

  /** No network of this kind is larger. */
  private static final long MOST_BYTES = 1L << 28;

  private final Form form;
  private final SplitFile splits;

  /**
   * What all files have in common.
   *
   * @param set how they are named
   * @param inside the key of the state dictionary in a file; empty if it is the file's top
   * @param networkSizes of the networks, as in 2-32-32-1
   * @param height of the grid
   * @param width of the grid
   * @param normalisation of the values
   * @param family the family's name
   * @param column the column of parameters
   * @param steps of a fit
   * @param seed of the recipe
   * @param psnrs what is beside the files; null for nothing
   */
  record Form(
      StateDictSet set,
      StateDictSet.Sizes sizes,
      String inside,
      String networkSizes,
      int height,
      int width,
      Normalisation normalisation,
      String dataset,
      String family,
      String column,
      int steps,
      long seed,
      String recipeHash,
      PsnrFiles psnrs)
      implements Serializable {}

  StateDictFields(Form form, SplitFile splits) {
    this.form = form;
    this.splits = splits;
  }

  static StateDict network(HadoopFiles files, ForeignFile file, String inside) throws IOException {
    if (file.bytes() > MOST_BYTES) {
      throw new IOException(
          "%s has %d bytes, at most %d are read of one network"
              .formatted(file.path(), file.bytes(), MOST_BYTES));
    }
    try (InputStream in = files.open(file.location())) {
      return StateDict.read(in.readAllBytes(), file.path(), inside);
    }
  }

  @Override
  public void read(HadoopFiles files, ForeignFile file, Taker taker) throws IOException {
    StateDict network = network(files, file, form.inside());
    if (!network.sizes().equals(form.networkSizes())) {
      throw new IOException(
          "%s is a network %s, the table's fields are %s"
              .formatted(file.path(), network.sizes(), form.networkSizes()));
    }
    Place place = place(files, file);
    Field field =
        Field.on(Grid.image(form.height(), form.width()), form.normalisation())
            .floats(form.column(), network.parameters(file.path()))
            .build();
    FieldSummary summary =
        new FieldSummary(
            key(place).id(),
            place.repeat(),
            place.label() < 0 ? network.label() : place.label(),
            "",
            place.split(),
            form.width(),
            form.height(),
            form.normalisation().channels(),
            form.family(),
            form.steps(),
            Double.NaN,
            psnr(files, file, place),
            Double.NaN,
            place.seed() < 0 ? form.seed() : place.seed(),
            "imported",
            form.recipeHash(),
            "",
            file.bytes(),
            file.millis(),
            "");
    taker.take(new FieldRow(summary, field, List.of()));
  }

  private double psnr(HadoopFiles files, ForeignFile file, Place place) throws IOException {
    return form.psnrs() == null
        ? Double.NaN
        : form.psnrs().of(files, file.location(), place.index());
  }

  private Place place(HadoopFiles files, ForeignFile file) throws IOException {
    Place place = form.set().of(file.path(), form.sizes()).orElseThrow();
    if (splits == null) {
      return place;
    }
    Map<FieldKey, String> named = splits.splits(files, this);
    String split = named.get(key(place));
    if (split == null) {
      throw new IOException("%s is in no split of %s".formatted(file.path(), splits.location()));
    }
    return place.withSplit(split);
  }

  /** The key that a path stands for; empty if it is no file of the set. */
  Optional<FieldKey> key(String path) {
    return form.set().of(path, form.sizes()).map(this::key);
  }

  private FieldKey key(Place place) {
    return new FieldKey(form.dataset() + "/" + place.part() + "/" + place.index(), place.repeat());
  }

  @Override
  public FieldKey key(ForeignFile file) {
    return key(file.path()).orElseThrow();
  }

  @Override
  public String split(ForeignFile file) {
    return form.set().of(file.path(), form.sizes()).orElseThrow().split();
  }
}
