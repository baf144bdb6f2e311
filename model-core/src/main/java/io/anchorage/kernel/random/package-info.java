/**
 * Every random number of the project: counter-based generators, keyed by seed, image and purpose.
 */
package io.anchorage.kernel.random;
