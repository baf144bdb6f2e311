/**
 * Where images come from: what every layout of a dataset gives, and what layouts share. Ids are
 * stable; reading is parallel. Each layout has a room of its own below; {@code open} chooses one.
 */
package io.anchorage.jobs.source;
