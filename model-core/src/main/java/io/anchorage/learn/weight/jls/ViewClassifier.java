package io.anchorage.learn.weight.jls;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.anchorage.learn.net.BatchNorm;
import io.anchorage.learn.net.Convolution;
import io.anchorage.learn.net.Dropout;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import java.util.ArrayList;
import java.util.List;

/**
 * Classifies latent images: convolutions, each followed by batch normalisation, ReLU and the
 * largest of two by two, then three linear layers. A side of 7 has a convolution of 3 x 3 with
 * stride 2 and one of 1 x 1; a side of 8 or more has two of 3 x 3 and one of 1 x 1.
 */
final class ViewClassifier {
  private static final int WIDTH = 256;
  private static final Shape TWO = new Shape(2, 2);

  private final List<Convolution> convolutions = new ArrayList<>();
  private final List<BatchNorm> norms = new ArrayList<>();
  private final Linear first;
  private final Linear second;
  private final Linear head;

  ViewClassifier(ModelParameters plan, JlsConfig config, int classes) {
    boolean large = config.side() >= 8;
    add(plan, config.channels(), 3, large ? 1 : 2);
    if (large) {
      add(plan, WIDTH, 3, 1);
    }
    add(plan, WIDTH, 1, 1);
    this.first = Linear.of(plan, "classifier.first", WIDTH, WIDTH);
    this.second = Linear.of(plan, "classifier.second", WIDTH, WIDTH);
    this.head = Linear.of(plan, "head", WIDTH, classes);
  }

  private void add(ModelParameters plan, int from, int side, int stride) {
    String name = "classifier.convolution%d".formatted(convolutions.size());
    convolutions.add(Convolution.of(plan, name, from, WIDTH, side, stride));
    norms.add(BatchNorm.usual(plan, name + ".norm", WIDTH));
  }

  /**
   * The logits of each view.
   *
   * @param latents [views, channels, side, side]
   * @param between drops between convolutions
   * @param last drops in the linear layers
   */
  NDArray logits(Pass pass, NDArray latents, Dropout between, Dropout last) {
    NDArray x = latents;
    for (int i = 0; i < convolutions.size(); i++) {
      x = i == 0 ? x : between.apply(pass, x);
      x = norms.get(i).apply(pass, convolutions.get(i).apply(pass, x));
      x = x.getNDArrayInternal().relu();
      if (x.size(2) > 1) {
        x = x.getNDArrayInternal().maxPool(TWO, TWO, new Shape(0, 0), false);
      }
    }
    NDArray h = x.mean(new int[] {3}).mean(new int[] {2});
    h = last.apply(pass, first.apply(pass, h).getNDArrayInternal().relu());
    h = last.apply(pass, second.apply(pass, h).getNDArrayInternal().relu());
    return head.apply(pass, h);
  }
}
