package io.anchorage.jobs.table;

import java.util.List;

/**
 * The result of verifying a whole table.
 *
 * @param files number of Parquet and shared-parameter files checked
 * @param fields number of field rows that the manifest lists
 * @param failures number of failure rows that the manifest lists
 * @param sampled number of fields that were reconstructed
 * @param compared number of those that were compared with their images
 * @param largestDifference the largest difference between a row's PSNR and the one measured again,
 *     in dB; 0 if no field was compared
 * @param changed ids of fields whose images have other pixels than when they were fitted
 * @param twins images that the table holds under more than one id: how many, with an example; empty
 *     if there are none
 * @param problems one line each; empty if there are none
 */
public record Verification(
    int files,
    long fields,
    long failures,
    int sampled,
    int compared,
    double largestDifference,
    List<String> changed,
    String twins,
    List<String> problems) {
  public Verification {
    changed = List.copyOf(changed);
    problems = List.copyOf(problems);
  }

  public boolean isSound() {
    return problems.isEmpty();
  }
}
