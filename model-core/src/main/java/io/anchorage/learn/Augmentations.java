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

  /** The views that an augmentation changes; empty if it changes labels alone. */
  public static Optional<ViewKind<?>> takes(Augmentation augmentation) {
    if (augmentation instanceof CloudAugmentation) {
      return Optional.of(PointCloud.KIND);
    }
    return augmentation instanceof NetworkAugmentation
        ? Optional.of(WeightVector.KIND)
        : Optional.empty();
  }

  /** The first that changes views of another kind; empty if none does. */
  public static Optional<Augmentation> misplaced(
      List<? extends Augmentation> augmentations, ViewKind<?> views) {
    return augmentations.stream()
        .<Augmentation>map(augmentation -> augmentation)
        .filter(augmentation -> takes(augmentation).filter(kind -> !kind.equals(views)).isPresent())
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
