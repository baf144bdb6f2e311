package io.anchorage.learn;

import io.anchorage.UserException;
import io.anchorage.cloud.PointCloud;
import io.anchorage.cloud.ViewKind;
import io.anchorage.cloud.ViewShape;
import io.anchorage.cloud.augment.Augmentation;
import io.anchorage.cloud.augment.CloudAugmentation;
import io.anchorage.cloud.augment.NetworkAugmentation;
import io.anchorage.learn.weight.WeightVector;
import java.util.List;
import java.util.Optional;

/** Which augmentations are for which views. */
public final class Augmentations {
  private Augmentations() {}

  /** The views that an augmentation changes. */
  public static ViewKind<?> takes(Augmentation augmentation) {
    return augmentation instanceof CloudAugmentation ? PointCloud.KIND : WeightVector.KIND;
  }

  /** The first that does not change views of a kind; empty if all do. */
  public static Optional<Augmentation> misplaced(
      List<? extends Augmentation> augmentations, ViewKind<?> views) {
    return augmentations.stream()
        .<Augmentation>map(augmentation -> augmentation)
        .filter(augmentation -> !takes(augmentation).equals(views))
        .findFirst();
  }

  /**
   * Checks that augmentations are for the views of a dataset.
   *
   * @throws UserException of kind CONFIG if one is for networks, and these are none, or not such
   */
  public static void require(List<? extends Augmentation> augmentations, ViewShape shape) {
    for (Augmentation augmentation : augmentations) {
      if (augmentation instanceof NetworkAugmentation ofNetworks) {
        String refusal =
            shape
                .network()
                .map(network -> ofNetworks.refusal(network).orElse(""))
                .orElse("are not the parameters of coordinate MLPs");
        if (!refusal.isEmpty()) {
          throw new UserException(
              UserException.Kind.CONFIG,
              "%s is not for these fields, which %s; leave it out"
                  .formatted(augmentation, refusal));
        }
      }
    }
  }
}
