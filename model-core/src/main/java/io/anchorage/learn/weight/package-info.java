/**
 * Learning from parameters: a field as the vector of its weights, and classifiers of such vectors.
 */
package io.anchorage.learn.weight;
