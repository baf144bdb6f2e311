package io.anchorage.learn.weight.nft;

import ai.djl.ndarray.NDArray;
import io.anchorage.cloud.FieldView;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.random.Philox;
import io.anchorage.learn.net.Dropout;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.weight.FourierFeatures;
import io.anchorage.learn.weight.LayerTensors;
import io.anchorage.learn.weight.WeightModel;
import io.anchorage.learn.weight.WeightVector;
import io.anchorage.learn.weight.part.MeanReadout;
import io.anchorage.learn.weight.part.Part;
import io.anchorage.learn.weight.part.PartFeatures;
import java.util.ArrayList;
import java.util.List;

/** The model of {@link NftConfig}. */
final class Nft implements WeightModel {
  private final NftConfig config;
  private final MlpShape shape;
  private final List<Part> parts;
  private final FourierFeatures fourier;
  private final Places places;
  private final List<NftBlock> blocks = new ArrayList<>();
  private final MeanReadout readout;

  Nft(NftConfig config, ModelParameters plan, MlpShape shape, int classes) {
    this.config = config;
    this.shape = shape;
    this.parts = Part.ofAllUnits(shape);
    this.fourier = new FourierFeatures(config.frequencies(), config.spread());
    int width = fourier.width();
    this.places = new Places(plan, shape, width);
    for (int i = 0; i < config.layers(); i++) {
      String name = "block%d".formatted(i);
      blocks.add(new NftBlock(plan, name, parts, width, config.heads(), config.mlpRatio()));
    }
    this.readout = new MeanReadout(plan, parts, width, config.hidden(), classes);
  }

  @Override
  public long numbers(FieldView view) {
    return (long) view.dim() * fourier.width() * Math.max(3, config.mlpRatio());
  }

  @Override
  public Batch arrange(List<WeightVector> views) {
    float[] rows = LayerTensors.rows(views);
    return pass -> logits(pass, rows, Dropout.none());
  }

  @Override
  public Batch arrangeToTrain(List<WeightVector> views, Philox draws) {
    float[] rows = LayerTensors.rows(views);
    return pass -> logits(pass, rows, Dropout.of(config.dropout(), draws));
  }

  private NDArray logits(Pass pass, float[] rows, Dropout dropout) {
    List<NDArray> values = PartFeatures.of(parts, LayerTensors.of(pass, shape, rows));
    List<NDArray> features = new ArrayList<>();
    for (int p = 0; p < parts.size(); p++) {
      NDArray encoded = fourier.of(pass, values.get(p).squeeze(-1));
      features.add(places.added(pass, p, parts.get(p), encoded));
    }
    for (NftBlock block : blocks) {
      features = block.apply(pass, features, dropout);
    }
    return readout.logits(pass, features, dropout);
  }
}
