package io.anchorage.learn.cnn;

import io.anchorage.format.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * Feature maps of a fixed network, one image at a time, in plain Java: the same bits on every
 * machine for any number of threads and any vector width, and no tensor library on executors.
 * Immutable.
 *
 * <p>Convolutions sum over kernel rows, kernel columns and input channels in this order, in floats;
 * means and variances over channels, then positions, in doubles.
 */
public final class FrozenCnn {
  private final AllCnnConfig config;
  private final List<FrozenLayer> layers = new ArrayList<>();

  /**
   * Copies a network.
   *
   * @param weights by name, as {@link AllCnn} enters them; checked
   * @throws IllegalArgumentException in one line, if one is missing or has another shape
   */
  public FrozenCnn(AllCnnConfig config, SortedMap<String, Tensor> weights) {
    CnnCheckpoint.check(config, weights);
    this.config = config;
    for (ConvLayer shape : config.layers()) {
      layers.add(new FrozenLayer(shape, config.layerNorm(), weights));
    }
  }

  public AllCnnConfig config() {
    return config;
  }

  /**
   * The maps of layers 1 to {@code last}, after the ReLU.
   *
   * @param canvas [channels][side * side], see {@link Canvas}
   * @param last a layer's number
   * @return for each layer [channels][height * width]
   */
  public List<float[]> maps(float[] canvas, int last) {
    config.layer(last);
    ConvLayer first = config.layer(1);
    int points = first.field().inputSide() * first.field().inputSide();
    if (canvas.length != first.inputs() * points) {
      throw new IllegalArgumentException(
          "Canvas must hold %d values: %d".formatted(first.inputs() * points, canvas.length));
    }
    List<float[]> maps = new ArrayList<>();
    float[] map = channelsLast(canvas, first.inputs(), points);
    for (FrozenLayer layer : layers.subList(0, last)) {
      map = layer.run(map);
      int positions = layer.shape().side() * layer.shape().side();
      maps.add(channelsFirst(map, layer.shape().outputs(), positions));
    }
    return maps;
  }

  /**
   * Class scores of one image, before the softmax.
   *
   * @param canvas [channels][side * side], see {@link Canvas}
   */
  public float[] logits(float[] canvas) {
    float[] last = maps(canvas, AllCnnConfig.LAYERS).get(AllCnnConfig.LAYERS - 1);
    int points = last.length / config.classes();
    float[] logits = new float[config.classes()];
    for (int c = 0; c < logits.length; c++) {
      double sum = 0;
      for (int p = 0; p < points; p++) {
        sum += last[c * points + p];
      }
      logits[c] = (float) (sum / points);
    }
    return logits;
  }

  private static float[] channelsLast(float[] map, int channels, int points) {
    float[] turned = new float[map.length];
    for (int c = 0; c < channels; c++) {
      for (int p = 0; p < points; p++) {
        turned[p * channels + c] = map[c * points + p];
      }
    }
    return turned;
  }

  private static float[] channelsFirst(float[] map, int channels, int points) {
    float[] turned = new float[map.length];
    for (int c = 0; c < channels; c++) {
      for (int p = 0; p < points; p++) {
        turned[c * points + p] = map[p * channels + c];
      }
    }
    return turned;
  }
}
