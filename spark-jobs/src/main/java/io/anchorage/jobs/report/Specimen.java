package io.anchorage.jobs.report;

import java.awt.image.BufferedImage;
import java.util.List;

/**
 * One field on a contact sheet.
 *
 * @param name what it is: its class, if it has one
 * @param id the image's id
 * @param original null if the image is not at hand
 * @param field the reconstruction
 * @param finer the field between the pixels, at a whole multiple of its resolution; null to leave
 *     it out
 * @param score under the reconstruction
 * @param anchors where latents sit; empty for families without
 */
record Specimen(
    String name,
    String id,
    BufferedImage original,
    BufferedImage field,
    BufferedImage finer,
    String score,
    List<Anchor> anchors) {
  Specimen {
    anchors = List.copyOf(anchors);
  }
}
