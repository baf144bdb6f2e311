package io.anchorage.jobs.allcnn.maps;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.allcnn.NetworkImages;
import io.anchorage.jobs.fit.FitSubject.Circumstances;
import io.anchorage.jobs.fit.Signals;
import io.anchorage.jobs.progress.ProgressDisplay;
import io.anchorage.jobs.progress.Terminal;
import io.anchorage.learn.cnn.CnnCheckpoint;
import io.anchorage.learn.cnn.train.CnnClassifier;
import io.anchorage.learn.cnn.train.CnnListener;
import io.anchorage.learn.cnn.train.CnnProgress;
import io.anchorage.learn.cnn.train.CnnTrainer;
import io.anchorage.learn.cnn.train.LabelledImage;
import io.anchorage.learn.net.Tensors;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Provides the networks of a run: from the table, initialised, trained on the driver or from a
 * file.
 */
final class NetworkPreparation {
  private static final Logger LOG = LoggerFactory.getLogger(NetworkPreparation.class);

  private final Circumstances here;
  private final FeatureMaps maps;
  private final Signals signals;
  private final String given;

  /**
   * @param given file with a network; null without one
   */
  NetworkPreparation(Circumstances here, FeatureMaps maps, Signals signals, String given) {
    this.here = here;
    this.maps = maps;
    this.signals = signals;
    this.given = given;
  }

  /** The content of the networks' file. */
  byte[] networks() {
    if (here.table() != null) {
      return known(here.table().sharedParameters());
    }
    Map<MapPhase, CnnCheckpoint> networks = new EnumMap<>(MapPhase.class);
    for (MapPhase phase : maps.phases()) {
      networks.put(
          phase,
          switch (phase) {
            case INITIALISED -> CnnCheckpoint.initial(maps.network(), maps.training().seed());
            case TRAINED -> trained();
            case GIVEN -> given();
          });
    }
    return new MapNetworks(networks).encode();
  }

  private byte[] known(byte[] bytes) {
    MapNetworks networks =
        MapNetworks.decode(bytes, maps.network(), "of " + here.table().files().root());
    if (given != null) {
      byte[] theirs = networks.of(MapPhase.GIVEN).encode();
      if (!Arrays.equals(theirs, given().encode())) {
        throw new UserException(
            Kind.OUTPUT,
            "%s was made with another network than --network %s; give the table's network, or choose another --output"
                .formatted(here.table().files().root(), given));
      }
    }
    return bytes;
  }

  private CnnCheckpoint given() {
    Path file = new Path(given);
    Configuration hadoop = here.spark().hadoopConfiguration();
    try (InputStream in = file.getFileSystem(hadoop).open(file)) {
      CnnCheckpoint network = MapNetworks.one(in.readAllBytes(), given);
      network.requireArchitecture(maps.network(), given);
      return network;
    } catch (FileNotFoundException e) {
      throw new UserException(
          Kind.INPUT, "Network file does not exist: %s (--network)".formatted(given), e);
    } catch (IOException e) {
      throw new UserException(
          Kind.INPUT,
          "Network file %s cannot be read: %s (--network)".formatted(given, e.getMessage()),
          e);
    }
  }

  private CnnCheckpoint trained() {
    NetworkImages images =
        NetworkImages.usable(here.images(), maps.network(), maps.training(), signals::pixels);
    List<LabelledImage> sample = images.sample();
    LOG.info(
        "Training the network on {} images, {} of each class, for {} epochs",
        sample.size(),
        maps.training().perClass(),
        maps.training().epochs());
    Tensors torch = Tensors.load();
    NetworkProgress progress = new NetworkProgress();
    try (CnnTrainer trainer = new CnnTrainer(torch, maps.network(), maps.training(), sample)) {
      ProgressDisplay display =
          ProgressDisplay.show(
              here.out(),
              Terminal.isInteractive(),
              here.request().config().run().progressSeconds(),
              progress);
      try {
        trainer.train(listener(progress));
      } finally {
        display.close();
      }
      return judged(torch, trainer.checkpoint(), sample, images.test());
    }
  }

  private CnnListener listener(NetworkProgress progress) {
    return new CnnListener() {
      @Override
      public void onBatch(CnnProgress at) {
        progress.at(at);
      }

      @Override
      public boolean stops() {
        return here.interrupted().getAsBoolean();
      }
    };
  }

  /** The same network with its accuracies in its notes. */
  private static CnnCheckpoint judged(
      Tensors torch, CnnCheckpoint network, List<LabelledImage> sample, List<LabelledImage> test) {
    TreeMap<String, String> about = new TreeMap<>(network.about());
    about.put("train-accuracy", accuracy(torch, network, sample));
    about.put("train-images", Integer.toString(sample.size()));
    if (!test.isEmpty()) {
      about.put("test-accuracy", accuracy(torch, network, test));
      about.put("test-images", Integer.toString(test.size()));
    }
    LOG.info("The network is trained: {}", about);
    return new CnnCheckpoint(network.config(), network.weights(), about);
  }

  private static String accuracy(Tensors torch, CnnCheckpoint network, List<LabelledImage> images) {
    return String.format(
        Locale.ROOT, "%.4f", CnnClassifier.judge(torch, network, images).confusion().accuracy());
  }
}
