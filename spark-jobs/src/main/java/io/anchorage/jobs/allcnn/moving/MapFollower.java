package io.anchorage.jobs.allcnn.moving;

import io.anchorage.field.Family;
import io.anchorage.field.Field;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.Engine;
import io.anchorage.fit.FitGroup;
import io.anchorage.fit.FitSession;
import io.anchorage.fit.FitTask;
import io.anchorage.jobs.allcnn.maps.LearntRows;
import io.anchorage.jobs.allcnn.moving.MovingConfig.Target;
import io.anchorage.jobs.storage.Sha256;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.learn.cnn.ConvLayer;
import io.anchorage.learn.cnn.FrozenCnn;
import io.anchorage.learn.cnn.paths.MapPsnr;
import io.anchorage.learn.cnn.train.LabelledImage;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.Signal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * The SIRENs of a group of images: in each epoch every session gets the map of the epoch's
 * checkpoint as its target and takes its steps.
 */
final class MapFollower implements AutoCloseable {
  private final MovingTask task;
  private final Engine engine;
  private final Target target;
  private final List<LabelledImage> images;
  private final double[][] psnr;
  private final List<FitGroup> groups = new ArrayList<>();
  private final List<FitSession> sessions = new ArrayList<>();
  private final List<float[]> last = new ArrayList<>();
  private FrozenCnn network;

  MapFollower(MovingTask task, Engine engine, Target target, List<LabelledImage> images) {
    this.task = task;
    this.engine = engine;
    this.target = target;
    this.images = images;
    this.psnr = new double[images.size() * task.moving().layers().size()][task.epochs()];
  }

  /**
   * Goes through all epochs.
   *
   * @param cancelled asked before each epoch
   * @throws CancellationException if it was cancelled
   */
  List<FollowedMap> follow(BooleanSupplier cancelled) throws BadSignalException {
    for (int epoch = 1; epoch <= task.epochs(); epoch++) {
      if (cancelled.getAsBoolean()) {
        throw new CancellationException("the task was cancelled");
      }
      epoch(epoch);
    }
    return followed();
  }

  private void epoch(int epoch) throws BadSignalException {
    if (epoch == 1 || target == Target.MOVING) {
      network = network(target.checkpoint(epoch, task.epochs()));
    }
    List<Integer> layers = task.moving().layers();
    int session = 0;
    for (LabelledImage image : images) {
      List<float[]> maps = network.maps(image.canvas(), layers.get(layers.size() - 1));
      for (int layer : layers) {
        float[] map = maps.get(layer - 1);
        if (epoch == 1) {
          open(image, task.network().layer(layer), map);
        } else {
          sessions.get(session).retarget(map);
        }
        groups.get(session).step(task.moving().steps());
        float[] values = sessions.get(session).evaluateGrid();
        psnr[session][epoch - 1] = MapPsnr.of(map, values, 0, map.length);
        if (epoch == task.epochs()) {
          last.add(map);
        }
        session++;
      }
    }
  }

  private FrozenCnn network(int epoch) {
    return new FrozenCnn(task.network(), task.checkpoints().get(epoch, task.network()).weights());
  }

  private void open(LabelledImage image, ConvLayer layer, float[] map) throws BadSignalException {
    Signal signal =
        new Signal(
            image.id() + "#" + layer.number(),
            Grid.image(layer.side(), layer.side()),
            Normalisation.unit(layer.outputs()),
            map);
    FitGroup group =
        engine.open(task.recipe(), SharedParameters.none(), List.of(new FitTask(signal, 0)));
    groups.add(group);
    sessions.add(group.sessions().get(0));
  }

  private List<FollowedMap> followed() {
    Family family = task.moving().siren().family();
    List<FollowedMap> followed = new ArrayList<>();
    int session = 0;
    for (LabelledImage image : images) {
      for (int layer : task.moving().layers()) {
        Field field = sessions.get(session).field();
        List<Double> curve = Arrays.stream(psnr[session]).boxed().toList();
        followed.add(new FollowedMap(target, image.id(), layer, curve, hash(family, field)));
        session++;
      }
    }
    return followed;
  }

  /** The SIRENs as a table's rows, once all epochs are over: image by image, layer by layer. */
  List<FieldRow> rows(LearntRows of) {
    List<FieldRow> rows = new ArrayList<>();
    int session = 0;
    for (LabelledImage image : images) {
      for (int layer : task.moving().layers()) {
        float[] curve = new float[task.epochs()];
        for (int e = 0; e < curve.length; e++) {
          curve[e] = (float) psnr[session][e];
        }
        FitSession own = sessions.get(session);
        rows.add(
            of.of(
                image,
                task.inputs().get(image.id()),
                layer,
                last.get(session),
                own.field(),
                own.steps(),
                curve));
        session++;
      }
    }
    return rows;
  }

  /** SHA-256 of the field's parameters, column after column, little-endian. */
  private static String hash(Family family, Field field) {
    List<float[]> columns = family.parameterColumns().stream().map(field::floats).toList();
    int count = columns.stream().mapToInt(column -> column.length).sum();
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * count).order(ByteOrder.LITTLE_ENDIAN);
    FloatBuffer floats = bytes.asFloatBuffer();
    columns.forEach(floats::put);
    return Sha256.of(bytes.array());
  }

  @Override
  public void close() {
    groups.forEach(FitGroup::close);
  }
}
