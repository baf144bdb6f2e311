package io.anchorage.learn.weight.picture;

import ai.djl.ndarray.NDArray;
import io.anchorage.kernel.random.Philox;
import io.anchorage.learn.net.ConvStages;
import io.anchorage.learn.net.Dropout;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import java.util.List;

/** Classifies images: convolutions, dropout, and a linear layer. */
final class PictureHead {
  private final PictureChanges changes;
  private final double dropout;
  private final ConvStages stages;
  private final Linear head;

  /**
   * @param from channels of the images
   * @param channels of the stages
   * @param dropout of the last features, in [0, 1)
   * @param changes of the images in training
   */
  PictureHead(
      ModelParameters plan,
      int from,
      List<Integer> channels,
      int classes,
      double dropout,
      PictureChanges changes) {
    this.changes = changes;
    this.dropout = dropout;
    this.stages = new ConvStages(plan, from, channels);
    this.head = Linear.of(plan, "head", channels.get(channels.size() - 1), classes);
  }

  /**
   * The logits of images.
   *
   * @param images [images, from, side, side]
   * @return [images, classes]
   */
  NDArray logits(Pass pass, NDArray images) {
    return head.apply(pass, stages.apply(pass, images));
  }

  /** The logits of images in a training pass. */
  NDArray logits(Pass pass, NDArray images, Philox draws) {
    NDArray features = stages.apply(pass, changes.apply(pass, images, draws));
    return head.apply(pass, Dropout.of(dropout, draws).apply(pass, features));
  }
}
