/**
 * Fits: recipes, sessions that can be stepped and re-targeted, stop rules, outcomes, and the
 * engines that do the work.
 */
package io.anchorage.fit;
