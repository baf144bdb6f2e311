/**
 * Learning from field tables: the training of classifiers as Spark tasks, their evaluation, their
 * predictions, and the files that these leave.
 */
package io.anchorage.jobs.learn;
