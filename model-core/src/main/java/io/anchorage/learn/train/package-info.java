/**
 * Training of classifiers: datasets of samples, the split, the loop with its checkpoints, trained
 * models and their files. It works on samples, whichever view of a field a model takes.
 */
package io.anchorage.learn.train;
