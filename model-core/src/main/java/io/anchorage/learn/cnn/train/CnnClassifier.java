package io.anchorage.learn.cnn.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import io.anchorage.learn.cnn.AllCnn;
import io.anchorage.learn.cnn.CnnCheckpoint;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.net.Tensors;
import io.anchorage.learn.net.Weights;
import io.anchorage.score.Confusion;
import java.util.List;

/** Scores a network on labelled images by the ordinary forward pass. */
public final class CnnClassifier {
  private static final int BATCH = 100;

  private CnnClassifier() {}

  /**
   * A network's scores on some images.
   *
   * @param loss mean cross-entropy in nats; NaN without images
   * @param confusion truth against prediction
   */
  public record Judgement(double loss, Confusion confusion) {}

  public static Judgement judge(Tensors torch, CnnCheckpoint network, List<LabelledImage> images) {
    try (NDManager manager = torch.newManager()) {
      ModelParameters plan = new ModelParameters();
      AllCnn cnn = new AllCnn(network.config(), plan);
      Weights weights = Weights.initial(plan, manager, torch, 0);
      weights.load(network.weights());
      Confusion confusion = new Confusion(network.config().classes());
      double loss = 0;
      for (int from = 0; from < images.size(); from += BATCH) {
        List<LabelledImage> batch = images.subList(from, Math.min(images.size(), from + BATCH));
        try (NDScope scope = new NDScope()) {
          scope.suppressNotUsedWarning();
          CnnBatch arranged = CnnBatch.of(network.config(), batch);
          Pass pass = Pass.evaluation(torch, manager, weights);
          NDArray logits = Tensors.withoutGradient(() -> cnn.logits(pass, arranged.images(pass)));
          loss += batch.size() * scalar(arranged.crossEntropy(pass, logits));
          float[] scores = logits.toType(DataType.FLOAT32, true).toFloatArray();
          for (int b = 0; b < batch.size(); b++) {
            confusion.add(batch.get(b).label(), arranged.predicted(scores, b));
          }
        }
      }
      return new Judgement(loss / images.size(), confusion);
    }
  }

  private static double scalar(NDArray array) {
    return array.toType(DataType.FLOAT64, true).getDouble();
  }
}
