/**
 * Pictures of fields: a field back as an image, and contact sheets of many beside their originals.
 * Drawn headless, and without fonts if a machine has none.
 */
package io.anchorage.jobs.report;
