/**
 * Another form of a table's fields with the same functions: hidden units aligned to a template, or
 * in canonical form. Table in, table out, one task a shard.
 */
package io.anchorage.jobs.align;
