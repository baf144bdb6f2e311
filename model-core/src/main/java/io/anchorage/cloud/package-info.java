/** ARC clouds as point clouds: anchors in the plane and the nearest of them. */
package io.anchorage.cloud;
