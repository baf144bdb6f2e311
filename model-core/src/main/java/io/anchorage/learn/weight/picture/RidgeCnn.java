package io.anchorage.learn.weight.picture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.anchorage.cloud.FieldView;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.random.Philox;
import io.anchorage.learn.net.FirstLook;
import io.anchorage.learn.net.FixedLinear;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.weight.LayerTensors;
import io.anchorage.learn.weight.WeightModel;
import io.anchorage.learn.weight.WeightVector;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** The model of {@link RidgeCnnConfig}. */
final class RidgeCnn implements WeightModel {
  private static final String MAP = "map";

  private final RidgeCnnConfig config;
  private final MlpShape shape;
  private final BiFunction<Pass, NDArray, NDArray> map;
  private final PictureHead head;

  RidgeCnn(RidgeCnnConfig config, ModelParameters plan, MlpShape shape, int classes) {
    this.config = config;
    this.shape = shape;
    int image = shape.outputs() * config.side() * config.side();
    this.map =
        switch (config.map()) {
          case LEARNT -> Linear.of(plan, MAP, shape.parameters(), image)::apply;
          case KEPT -> new FixedLinear(plan, MAP, shape.parameters(), image)::apply;
        };
    this.head =
        new PictureHead(
            plan, shape.outputs(), config.channels(), classes, config.dropout(), config.changes());
  }

  @Override
  public Optional<FirstLook<WeightVector>> firstLook(NDManager manager) {
    return Optional.of(new RidgeMap(manager, shape, config.side(), config.ridge(), MAP));
  }

  @Override
  public long numbers(FieldView view) {
    long pixels = (long) config.side() * config.side();
    return Math.max(shape.parameters(), pixels * config.channels().get(0));
  }

  @Override
  public Batch arrange(List<WeightVector> views) {
    float[] rows = LayerTensors.rows(views);
    return pass -> head.logits(pass, images(pass, rows));
  }

  @Override
  public Batch arrangeToTrain(List<WeightVector> views, Philox draws) {
    float[] rows = LayerTensors.rows(views);
    return pass -> head.logits(pass, images(pass, rows), draws);
  }

  private NDArray images(Pass pass, float[] rows) {
    int batch = rows.length / shape.parameters();
    NDArray pixels = map.apply(pass, pass.floats(rows, batch, shape.parameters()));
    return pixels.reshape(batch, shape.outputs(), config.side(), config.side());
  }
}
