/**
 * Training of classifiers: datasets of samples, the split, the loop with its checkpoints, trained
 * models and their files. Knows samples, whatever a model sees of a field.
 */
package io.anchorage.learn.train;
