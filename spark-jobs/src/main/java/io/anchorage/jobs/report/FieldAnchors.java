package io.anchorage.jobs.report;

import io.anchorage.field.Anchored;
import io.anchorage.field.Family;
import io.anchorage.field.Field;
import io.anchorage.jobs.table.rows.FieldRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The anchors of the fields on one sheet, in colours that all of them share.
 *
 * @param anchored empty for families without anchors
 * @param colours of latents; null if there are none
 */
record FieldAnchors(Optional<Anchored> anchored, LatentColours colours) {
  static final String NOTE =
      "Dots are latents where they sit. Alike colours are alike latents: the hue is the"
          + " direction in the plane of their two largest principal components.";

  /**
   * Takes the colours from the latents of the sheet's own fields.
   *
   * @param rows at least one
   */
  static FieldAnchors of(Family family, List<FieldRow> rows) {
    Optional<Anchored> anchored = family.adapter(Anchored.class);
    return new FieldAnchors(
        anchored,
        anchored
            .map(
                of ->
                    new LatentColours(
                        rows.stream().map(row -> of.latents(row.field())).toList(),
                        of.latentDim(rows.get(0).field())))
            .orElse(null));
  }

  boolean present() {
    return anchored.isPresent();
  }

  /** Returns a field's anchors, each in its latent's colour; none if its family has none. */
  List<Anchor> of(Field field) {
    return anchored.map(of -> dots(of, field)).orElse(List.of());
  }

  private List<Anchor> dots(Anchored of, Field field) {
    float[] positions = of.positions(field);
    float[] latents = of.latents(field);
    int dimension = of.latentDim(field);
    List<Anchor> anchors = new ArrayList<>(positions.length / 2);
    for (int i = 0; i < positions.length / 2; i++) {
      anchors.add(
          new Anchor(positions[2 * i], positions[2 * i + 1], colours.of(latents, i * dimension)));
    }
    return anchors;
  }
}
