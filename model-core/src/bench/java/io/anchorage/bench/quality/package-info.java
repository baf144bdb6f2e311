/** Seconds to a wanted quality: the table of {@code deploy/bench quality}. */
package io.anchorage.bench.quality;
