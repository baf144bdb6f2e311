package io.anchorage.jobs.allcnn.moving;

import io.anchorage.family.mlp.MlpFields;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.Engine;
import io.anchorage.fit.Engines;
import io.anchorage.fit.FitGroup;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitSession;
import io.anchorage.fit.FitTask;
import io.anchorage.jobs.allcnn.moving.MovingConfig.Target;
import io.anchorage.jobs.cluster.TaskFunction;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.learn.cnn.AllCnnConfig;
import io.anchorage.learn.cnn.CnnCheckpoint;
import io.anchorage.learn.cnn.ConvLayer;
import io.anchorage.learn.cnn.FrozenCnn;
import io.anchorage.learn.cnn.paths.MapPsnr;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.Signal;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.apache.spark.TaskContext;

/**
 * Follows the maps of some images through all epochs: in each the sessions are given the map of the
 * epoch's checkpoint as their new target, and take their steps.
 */
record MovingTask(
    StorageFolder checkpoints,
    AllCnnConfig network,
    MovingConfig moving,
    FitRecipe recipe,
    int epochs,
    String engine)
    implements TaskFunction<List<MovingTask.Image>, List<MovingTask.Followed>> {
  private static final long serialVersionUID = 1;

  /**
   * An image on its canvas.
   *
   * <p>Not a record, because {@code canvas} is a large array that is shared and never compared.
   */
  static final class Image implements Serializable {
    private static final long serialVersionUID = 1;

    private final String id;
    private final float[] canvas;

    Image(String id, float[] canvas) {
      this.id = id;
      this.canvas = canvas;
    }

    String id() {
      return id;
    }

    float[] canvas() {
      return canvas;
    }
  }

  /**
   * One SIREN at its end.
   *
   * @param psnr after each epoch's steps, against the epoch's map, in dB with the map's largest
   *     value as peak
   * @param hash SHA-256 of its parameters
   */
  record Followed(Target target, String image, int layer, List<Double> psnr, String hash)
      implements Serializable {
    private static final long serialVersionUID = 1;

    Followed {
      psnr = List.copyOf(psnr);
    }
  }

  /** The folder of the checkpoints, in that of the results. */
  static final String CHECKPOINTS = "checkpoints";

  /** The name of an epoch's checkpoint in their folder. */
  static String checkpoint(int epoch) {
    return "epoch-%05d.safetensors".formatted(epoch);
  }

  @Override
  public List<Followed> call(List<Image> images, TaskContext context) throws BadSignalException {
    List<Followed> followed = new ArrayList<>();
    try (Engine opened = Engines.open(engine)) {
      for (int from = 0; from < images.size(); from += moving.group()) {
        List<Image> group = images.subList(from, Math.min(images.size(), from + moving.group()));
        for (Target target : moving.targets()) {
          followed.addAll(new Pursuit(opened, target, group).run(context));
        }
      }
    }
    return followed;
  }

  /** Some images, side by side. */
  private final class Pursuit {
    private final Engine opened;
    private final Target target;
    private final List<Image> images;
    private final double[][] psnr;
    private final List<FitGroup> groups = new ArrayList<>();
    private final List<FitSession> sessions = new ArrayList<>();
    private FrozenCnn frozen;

    Pursuit(Engine opened, Target target, List<Image> images) {
      this.opened = opened;
      this.target = target;
      this.images = images;
      this.psnr = new double[images.size() * moving.layers().size()][epochs];
    }

    List<Followed> run(TaskContext context) throws BadSignalException {
      try {
        for (int epoch = 1; epoch <= epochs; epoch++) {
          if (context.isInterrupted()) {
            throw new CancellationException("the task was called off");
          }
          epoch(epoch);
        }
        return ended();
      } finally {
        groups.forEach(FitGroup::close);
      }
    }

    private void epoch(int epoch) throws BadSignalException {
      if (epoch == 1 || target == Target.MOVING) {
        frozen = network(target.checkpoint(epoch, epochs));
      }
      int last = moving.layers().get(moving.layers().size() - 1);
      int session = 0;
      for (Image image : images) {
        List<float[]> maps = frozen.maps(image.canvas(), last);
        for (int layer : moving.layers()) {
          float[] map = maps.get(layer - 1);
          if (epoch == 1) {
            open(image, network.layer(layer), map);
          } else {
            sessions.get(session).retarget(map);
          }
          groups.get(session).step(moving.steps());
          float[] values = sessions.get(session).evaluateGrid();
          psnr[session][epoch - 1] = MapPsnr.of(map, values, 0, map.length);
          session++;
        }
      }
    }

    private FrozenCnn network(int epoch) {
      String name = checkpoint(epoch);
      CnnCheckpoint checkpoint = CnnCheckpoint.decode(checkpoints.content(name), name);
      checkpoint.requireArchitecture(network, name);
      return new FrozenCnn(network, checkpoint.weights());
    }

    private void open(Image image, ConvLayer layer, float[] map) throws BadSignalException {
      Signal signal =
          new Signal(
              image.id() + "#" + layer.number(),
              Grid.image(layer.side(), layer.side()),
              Normalisation.unit(layer.outputs()),
              map);
      FitGroup group =
          opened.open(recipe, SharedParameters.none(), List.of(new FitTask(signal, 0)));
      groups.add(group);
      sessions.add(group.sessions().get(0));
    }

    private List<Followed> ended() {
      List<Followed> followed = new ArrayList<>();
      int session = 0;
      for (Image image : images) {
        for (int layer : moving.layers()) {
          float[] parameters = sessions.get(session).field().floats(MlpFields.PARAMETERS);
          followed.add(
              new Followed(
                  target,
                  image.id(),
                  layer,
                  Arrays.stream(psnr[session]).boxed().toList(),
                  hash(parameters)));
          session++;
        }
      }
      return followed;
    }
  }

  private static String hash(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
