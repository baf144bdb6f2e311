package io.anchorage.learn.weight.nfn;

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

/** The model of {@link NfnConfig}. */
final class Nfn implements WeightModel {
  private final NfnConfig config;
  private final MlpShape shape;
  private final List<Part> parts;
  private final FourierFeatures fourier;
  private final List<NfnLayer> layers = new ArrayList<>();
  private final MeanReadout readout;

  Nfn(NfnConfig config, ModelParameters plan, MlpShape shape, int classes) {
    this.config = config;
    this.shape = shape;
    this.parts = config.symmetry().parts(shape);
    this.fourier = new FourierFeatures(config.frequencies(), config.spread());
    int width = encoded();
    for (int i = 0; i < config.layers(); i++) {
      String name = "layer%d".formatted(i);
      layers.add(new NfnLayer(plan, name, config, parts, width, config.width()));
      width = config.width();
    }
    this.readout = new MeanReadout(plan, parts, width, config.hidden(), classes);
  }

  /** Features of a parameter before the first layer. */
  private int encoded() {
    return fourier.width() + (config.symmetry() == NfnSymmetry.NP ? Positions.WIDTH : 0);
  }

  @Override
  public long numbers(FieldView view) {
    return (long) view.dim() * Math.max(config.width(), encoded());
  }

  @Override
  public Batch arrange(List<WeightVector> views) {
    float[] rows = LayerTensors.rows(views);
    return pass -> logits(pass, rows, Dropout.none(), Dropout.none());
  }

  @Override
  public Batch arrangeToTrain(List<WeightVector> views, Philox draws) {
    float[] rows = LayerTensors.rows(views);
    return pass -> {
      Dropout units = Dropout.of(config.dropout(), draws);
      return logits(pass, rows, units.atRate(config.channelDropout()), units);
    };
  }

  private NDArray logits(Pass pass, float[] rows, Dropout channels, Dropout units) {
    List<NDArray> features = encoded(pass, LayerTensors.of(pass, shape, rows));
    for (NfnLayer layer : layers) {
      features = active(pass, layer.apply(pass, features), channels);
    }
    return readout.logits(pass, features, units);
  }

  private List<NDArray> encoded(Pass pass, LayerTensors tensors) {
    List<NDArray> features = new ArrayList<>();
    for (NDArray values : PartFeatures.of(parts, tensors)) {
      long[] extents = values.getShape().getShape();
      extents[extents.length - 1] *= fourier.width();
      NDArray encoded = fourier.of(pass, values).reshape(extents);
      features.add(
          config.symmetry() == NfnSymmetry.NP
              ? Positions.appended(pass, parts, features.size(), encoded)
              : encoded);
    }
    return features;
  }

  private List<NDArray> active(Pass pass, List<NDArray> features, Dropout channels) {
    List<NDArray> active = new ArrayList<>();
    for (NDArray x : features) {
      NDArray positive = x.getNDArrayInternal().relu();
      NDArray apart = positive.reshape(x.size(0), -1, config.width());
      active.add(channels.applyToChannels(pass, apart).reshape(x.getShape()));
    }
    return active;
  }
}
