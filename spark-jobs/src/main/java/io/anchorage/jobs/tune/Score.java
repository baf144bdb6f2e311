package io.anchorage.jobs.tune;

import io.anchorage.fit.FitRecipe;
import java.util.Arrays;
import java.util.List;

/**
 * How well a recipe did on some images.
 *
 * @param images number of images
 * @param reached those of them that reached the target
 * @param low the PSNR in dB that as many images reach as have to reach the target: the target is
 *     reached exactly if this is at least as high; negative infinity if too many fits failed
 * @param meanPsnr of the fits that did not fail, dB; NaN if all did
 * @param meanSteps steps taken
 * @param meanCost multiply-adds
 * @param meanSeconds core-seconds measured
 */
record Score(
    int images,
    int reached,
    double low,
    double meanPsnr,
    double meanSteps,
    double meanCost,
    double meanSeconds) {

  /** Scores the fits of at least one image. */
  static Score of(Goal goal, FitRecipe recipe, List<SampleItem> images, List<FitFigure> figures) {
    double[] psnrs = figures.stream().mapToDouble(FitFigure::psnr).sorted().toArray();
    double cost = 0;
    for (int i = 0; i < psnrs.length; i++) {
      cost += TrialCost.of(recipe, images.get(i), figures.get(i));
    }
    return new Score(
        psnrs.length,
        (int) Arrays.stream(psnrs).filter(psnr -> psnr >= goal.psnr()).count(),
        psnrs[Math.min(goal.mayMiss(psnrs.length), psnrs.length - 1)],
        Arrays.stream(psnrs).filter(Double::isFinite).average().orElse(Double.NaN),
        figures.stream().mapToInt(FitFigure::steps).average().orElseThrow(),
        cost / psnrs.length,
        figures.stream().mapToDouble(FitFigure::seconds).average().orElseThrow());
  }

  /** Whether enough images reach the target. */
  boolean reaches(Goal goal) {
    return low >= goal.psnr();
  }

  /** Whether more images miss the target than may miss it among so many. */
  boolean isLost(Goal goal, int ofImages) {
    return images - reached > goal.mayMiss(ofImages);
  }
}
