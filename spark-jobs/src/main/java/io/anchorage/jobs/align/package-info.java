/**
 * Another form of a table's fields: hidden units aligned to a template or in canonical form with
 * the same functions, fields cropped to a part of their images, or extended to a larger one. Table
 * in, table out, one task a shard.
 */
package io.anchorage.jobs.align;
