package io.anchorage.jobs.table;

import java.util.List;

/**
 * What a look at a whole table found.
 *
 * @param files Parquet files and shared parameters looked at
 * @param fields rows of fields that the manifest lists
 * @param failures rows of failures that the manifest lists
 * @param sampled fields that were reconstructed
 * @param compared of these, fields that were compared with their images
 * @param largestDifference the largest difference between a row's PSNR and the one measured again,
 *     in dB; 0 if none was compared
 * @param problems one line each; empty if all is well
 */
public record Verification(
    int files,
    long fields,
    long failures,
    int sampled,
    int compared,
    double largestDifference,
    List<String> problems) {
  public Verification {
    problems = List.copyOf(problems);
  }

  public boolean isSound() {
    return problems.isEmpty();
  }
}
