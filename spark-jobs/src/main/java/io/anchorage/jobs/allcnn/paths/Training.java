package io.anchorage.jobs.allcnn.paths;

/** How a network is trained. */
enum Training {
  /** By the ordinary forward pass, to compare with. */
  ORDINARY,
  /** Along random paths. */
  PATHS
}
