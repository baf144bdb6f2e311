/**
 * Finds the cheapest recipe that reaches a wanted PSNR, by fits of a sample of the dataset.
 *
 * <p>At one cost, candidates are compared by successive halving (K. Jamieson, A. Talwalkar:
 * Non-stochastic Best Arm Identification and Hyperparameter Optimization, AISTATS 2016): all of
 * them on few images, the better third on three times as many. The cost is doubled until the target
 * is reached and then bisected; each search begins around the best of the nearest cost. What wins
 * on one half of the sample is accepted on the other. {@link io.anchorage.jobs.tune.TuneSearch} is
 * this search and knows no Spark; {@link io.anchorage.jobs.tune.SparkTrials} does its fits.
 */
package io.anchorage.jobs.tune;
