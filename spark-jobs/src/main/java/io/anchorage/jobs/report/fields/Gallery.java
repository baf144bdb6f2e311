package io.anchorage.jobs.report.fields;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.p;

import io.anchorage.UserException;
import io.anchorage.field.Anchored;
import io.anchorage.jobs.report.Anchor;
import io.anchorage.jobs.report.AnchorPicture;
import io.anchorage.jobs.report.FieldImage;
import io.anchorage.jobs.report.LatentColours;
import io.anchorage.jobs.report.Panel;
import io.anchorage.jobs.report.TableSubject;
import io.anchorage.jobs.report.Targets;
import io.anchorage.jobs.report.page.Picture;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.rows.FieldKey;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.signal.Raster;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Fields beside what they were fitted to: the worst, some of each class, and the best; and, for
 * families with anchors, where the latents sit.
 */
final class Gallery {
  private static final int BOX = 124;

  private final FieldTable table;
  private final TableSubject subject;
  private final Targets targets;
  private final Optional<Anchored> anchored;

  Gallery(FieldTable table, TableSubject subject, Targets targets) {
    this.table = table;
    this.subject = subject;
    this.targets = targets;
    this.anchored = subject.family().family().adapter(Anchored.class);
  }

  List<DomContent> parts(FieldCensus census) {
    List<DomContent> parts = new ArrayList<>();
    List<FieldSummary> worst = census.worst();
    if (worst.isEmpty()) {
      return parts;
    }
    List<FieldSummary> typical = census.typical();
    List<FieldSummary> best = census.best();
    Map<FieldKey, FieldRow> all = new TreeMap<>();
    List<FieldKey> keys =
        Stream.of(worst, typical, best).flatMap(List::stream).map(FieldSummary::key).toList();
    table.find(keys).forEach(row -> all.put(row.key(), row));
    parts.add(p(words()).withClass("note"));
    add(parts, "The worst", worst, all);
    add(parts, "Of each class", typical, all);
    add(parts, "The best", best, all);
    return parts;
  }

  private String words() {
    return targets
        .missing()
        .map(why -> "Without " + targets.words() + ": " + why)
        .orElse(
            "From left to right: the "
                + (subject.unit().equals("images") ? "image" : "target")
                + ", the field, their difference (white where they agree; red where the field is"
                + " too bright, blue where it is too dark, at its deepest from a tenth of the"
                + " range)"
                + (anchored.isPresent() ? ", and the latents where they sit." : "."));
  }

  private void add(
      List<DomContent> parts,
      String title,
      List<FieldSummary> fields,
      Map<FieldKey, FieldRow> all) {
    List<FieldRow> rows = fields.stream().map(of -> all.get(of.key())).toList();
    LatentColours colours =
        anchored
            .map(
                of ->
                    new LatentColours(
                        rows.stream().map(row -> of.latents(row.field())).toList(),
                        of.latentDim(rows.get(0).field())))
            .orElse(null);
    parts.add(h3(title));
    parts.add(div(each(rows, row -> specimen(row, colours))).withClass("gallery"));
  }

  private DomContent specimen(FieldRow row, LatentColours colours) {
    FieldSummary summary = row.summary();
    List<DomContent> pictures = new ArrayList<>();
    Raster field = picture(row);
    Optional<Raster> original = targets.original(summary);
    original.ifPresent(
        pixels ->
            pictures.add(
                Picture.captioned(Panel.thumbnail(pixels, BOX), "original", "The original image")));
    if (field != null) {
      pictures.add(
          Picture.captioned(
              Panel.thumbnail(field, BOX),
              "%.1f dB".formatted(summary.psnr()),
              "The field, evaluated"));
      original
          .filter(pixels -> isAlike(pixels, field))
          .ifPresent(
              pixels ->
                  pictures.add(
                      Picture.captioned(
                          Panel.thumbnail(ErrorPicture.of(pixels, field), BOX),
                          "difference",
                          "Where they differ")));
      anchored.ifPresent(
          of ->
              pictures.add(
                  Picture.captioned(latents(of, row, field, colours), "latents", "Anchors")));
    }
    String name = FieldCensus.name(summary);
    return div(
            p(name.isEmpty() ? summary.id() : name + ", " + summary.id()),
            div(each(pictures, picture -> picture)).withClass("trio"))
        .withClass("specimen");
  }

  /** Draws a field; null if such fields cannot be drawn. */
  private Raster picture(FieldRow row) {
    try {
      return subject.picture(row, 1);
    } catch (UserException e) {
      return null;
    }
  }

  private static boolean isAlike(Raster a, Raster b) {
    return a.height() == b.height() && a.width() == b.width() && a.channels() == b.channels();
  }

  private static Raster latents(Anchored of, FieldRow row, Raster field, LatentColours colours) {
    float[] positions = of.positions(row.field());
    float[] latents = of.latents(row.field());
    int dimension = of.latentDim(row.field());
    List<Anchor> anchors = new ArrayList<>();
    for (int i = 0; i < positions.length / 2; i++) {
      anchors.add(
          new Anchor(positions[2 * i], positions[2 * i + 1], colours.of(latents, i * dimension)));
    }
    return FieldImage.raster(AnchorPicture.of(Panel.fit(FieldImage.of(field), BOX), anchors));
  }
}
