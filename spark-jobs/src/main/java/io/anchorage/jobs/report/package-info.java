/**
 * Pictures of fields: a field drawn as an image, and contact sheets of many fields beside their
 * originals. Drawn headless, and without fonts on machines that have none.
 */
package io.anchorage.jobs.report;
