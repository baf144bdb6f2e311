/**
 * Another form of a table's fields, without a step of training: hidden units aligned to a template
 * or in canonical form with the same functions, or fields cropped to a part of their images. Table
 * in, table out, one task a shard.
 */
package io.anchorage.jobs.align;
