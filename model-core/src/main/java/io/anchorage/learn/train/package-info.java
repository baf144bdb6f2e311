/**
 * Training of classifiers: datasets of clouds, the split, the loop with its checkpoints, trained
 * models and their files.
 */
package io.anchorage.learn.train;
