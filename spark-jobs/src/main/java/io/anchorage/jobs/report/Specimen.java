package io.anchorage.jobs.report;

import java.awt.image.BufferedImage;
import java.util.List;

/**
 * One field on a contact sheet.
 *
 * @param name the caption: the field's class, if it has one
 * @param id the image's id
 * @param original what the field is shown beside: the original image; null if it is not available
 * @param beside text below that picture
 * @param field the reconstruction
 * @param finer the field evaluated between the pixels, at a whole multiple of its resolution; null
 *     to omit it
 * @param score text below the reconstruction
 * @param anchors anchors of the latents; empty for families without anchors
 */
record Specimen(
    String name,
    String id,
    BufferedImage original,
    String beside,
    BufferedImage field,
    BufferedImage finer,
    String score,
    List<Anchor> anchors) {
  Specimen {
    anchors = List.copyOf(anchors);
  }
}
