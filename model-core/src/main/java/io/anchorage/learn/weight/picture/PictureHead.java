package io.anchorage.learn.weight.picture;

import ai.djl.ndarray.NDArray;
import io.anchorage.learn.net.ConvStages;
import io.anchorage.learn.net.Dropout;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import java.util.List;

/** Classifies images: convolutions, dropout, and a linear layer. */
final class PictureHead {
  private final ConvStages stages;
  private final Linear head;

  /**
   * @param from channels of the images
   * @param channels of the stages
   */
  PictureHead(ModelParameters plan, int from, List<Integer> channels, int classes) {
    this.stages = new ConvStages(plan, from, channels);
    this.head = Linear.of(plan, "head", channels.get(channels.size() - 1), classes);
  }

  /**
   * The logits of images.
   *
   * @param images [images, from, side, side]
   * @return [images, classes]
   */
  NDArray logits(Pass pass, NDArray images, Dropout dropout) {
    return head.apply(pass, dropout.apply(pass, stages.apply(pass, images)));
  }
}
