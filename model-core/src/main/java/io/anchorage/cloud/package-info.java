/**
 * Anchors in the plane and the nearest of them; what models see of fields: clouds and other views,
 * samples with their labels, statistics, normalisation, space-filling curves.
 */
package io.anchorage.cloud;
