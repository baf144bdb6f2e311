/**
 * ARC clouds as point clouds: anchors in the plane and the nearest of them, clouds with features
 * and labels, statistics, space-filling curves.
 */
package io.anchorage.cloud;
