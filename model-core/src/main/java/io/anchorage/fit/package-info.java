/**
 * Fits: recipes, sessions that can be stepped and retargeted, stop rules, outcomes, and the
 * engines.
 */
package io.anchorage.fit;
