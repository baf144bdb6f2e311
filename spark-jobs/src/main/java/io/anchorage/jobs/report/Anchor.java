package io.anchorage.jobs.report;

import java.awt.Color;

/**
 * The anchor of a latent, drawn as a dot on its image.
 *
 * @param row in pixels, 0 at the centre of the first row
 * @param column in pixels, 0 at the centre of the first column
 */
public record Anchor(float row, float column, Color colour) {}
