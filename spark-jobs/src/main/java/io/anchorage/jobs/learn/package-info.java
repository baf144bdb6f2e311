/**
 * Learning from field tables: training classifiers as Spark tasks, evaluating them, predicting with
 * them, and the files that these jobs write.
 */
package io.anchorage.jobs.learn;
