/**
 * Classifiers of clouds of any size. A model is a class, a configuration record and a line in
 * {@link io.anchorage.learn.Models}.
 */
package io.anchorage.learn.point;
