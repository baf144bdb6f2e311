/**
 * Learning from fields: {@code net} layers over a tensor library, {@code optim} optimisers, {@code
 * point} classifiers of clouds, {@code train} the loop.
 */
package io.anchorage.learn;
