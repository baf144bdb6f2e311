package io.anchorage.jobs.exchange.in;

import io.anchorage.field.FamilyConfig;
import io.anchorage.field.PublishedFields;
import io.anchorage.field.PublishedFields.Content;
import io.anchorage.field.PublishedFields.Found;
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

/** Fields in the files of their family's published code. */
final class PublishedReader implements FieldReader {
  private static final long serialVersionUID = 1;

  private final Form form;
  private final ImageNames names;

  /**
   * What all fields have in common.
   *
   * @param height of the images, if it is not known better
   * @param width of the images, if it is not known better
   * @param mostBytes of a file
   */
  record Form(
      FamilyConfig config,
      int repeats,
      int height,
      int width,
      Normalisation normalisation,
      String dataset,
      int steps,
      long seed,
      String recipeHash,
      long mostBytes)
      implements Serializable {}

  /**
   * A reader.
   *
   * @param names of the images; null if they are not known
   */
  PublishedReader(Form form, ImageNames names) {
    this.form = form;
    this.names = names;
  }

  static PublishedFields files(FamilyConfig config) {
    return config
        .family()
        .adapter(PublishedFields.class)
        .orElseThrow(() -> new IllegalStateException(config.kind() + " has no published files"));
  }

  static Content content(HadoopFiles files, ForeignFile file, long most) throws IOException {
    if (file.bytes() > most) {
      throw new IOException(
          "%s has %d bytes, at most %d are read".formatted(file.path(), file.bytes(), most));
    }
    try (InputStream in = files.open(file.location())) {
      return new Content(file.path(), in.readAllBytes());
    }
  }

  @Override
  public void read(HadoopFiles files, ForeignFile file, Taker taker) throws IOException {
    files(form.config())
        .read(
            form.config(),
            form.repeats(),
            content(files, file, form.mostBytes()),
            grid(file),
            form.normalisation(),
            found -> taker.take(row(found, file)));
  }

  /** Null where the image says it when the field is compared with it. */
  private Grid grid(ForeignFile file) {
    PublishedFields published = files(form.config());
    if (published.oneFieldEach() && names != null) {
      Found place = published.place(form.config(), form.repeats(), file.path());
      if (names.id(place.split(), place.name()).isPresent()) {
        return null;
      }
    }
    return Grid.image(form.height(), form.width());
  }

  private FieldRow row(Found found, ForeignFile file) {
    FieldSummary summary =
        new FieldSummary(
            id(found),
            found.repeat(),
            found.label(),
            "",
            found.split(),
            found.field().grid().extent(1),
            found.field().grid().extent(0),
            form.normalisation().channels(),
            form.config().kind(),
            form.steps(),
            Double.NaN,
            found.psnr(),
            Double.NaN,
            form.seed(),
            "imported",
            form.recipeHash(),
            "",
            file.bytes(),
            file.millis(),
            "");
    return new FieldRow(summary, found.field(), List.of());
  }

  private String id(Found found) {
    String own = form.dataset() + "/" + found.split() + "/" + found.name();
    return names == null ? own : names.id(found.split(), found.name()).orElse(own);
  }

  @Override
  public FieldKey key(ForeignFile file) {
    Found place = files(form.config()).place(form.config(), form.repeats(), file.path());
    return new FieldKey(id(place), place.repeat());
  }

  @Override
  public String split(ForeignFile file) {
    return files(form.config()).place(form.config(), form.repeats(), file.path()).split();
  }
}
