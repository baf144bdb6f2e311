/**
 * Learning from parameters: a field as the vector of its weights, and the classifiers of such
 * vectors.
 */
package io.anchorage.learn.weight;
