package io.anchorage.jobs.allcnn.paths;

import io.anchorage.jobs.allcnn.NetworkImages;
import io.anchorage.jobs.allcnn.ProgressLines;
import io.anchorage.jobs.allcnn.ResultFolder;
import io.anchorage.jobs.cluster.Interruption;
import io.anchorage.jobs.report.CurvePlot;
import io.anchorage.jobs.report.PlotLine;
import io.anchorage.jobs.source.ImageSources;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.learn.cnn.AllCnnConfig;
import io.anchorage.learn.cnn.CnnCheckpoint;
import io.anchorage.learn.cnn.paths.MapPredictor;
import io.anchorage.learn.cnn.paths.PathEpoch;
import io.anchorage.learn.cnn.paths.PathListener;
import io.anchorage.learn.cnn.paths.PathTrainer;
import io.anchorage.learn.cnn.train.CnnClassifier;
import io.anchorage.learn.cnn.train.CnnClassifier.Judgement;
import io.anchorage.learn.cnn.train.CnnEpoch;
import io.anchorage.learn.cnn.train.CnnListener;
import io.anchorage.learn.cnn.train.CnnProgress;
import io.anchorage.learn.cnn.train.CnnTrainer;
import io.anchorage.learn.net.Tensors;
import java.awt.Color;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.apache.hadoop.conf.Configuration;

/** A network that learns along random paths, beside one that learns the ordinary way. */
public final class PathJob {
  private static final Color ALONG = new Color(0x2CA02C);
  private static final Color ORDINARY = new Color(0x1F77B4);
  private static final int FLOAT = 4;

  private final PathJobConfig config;
  private final NetworkImages images;
  private final ResultFolder folder;
  private final Tensors torch;
  private final PrintStream progress;
  private final Interruption interruption;
  private Map<String, Object> memory = Map.of();

  /** How a network does, all by the ordinary forward pass. */
  private record Judged(
      int epoch,
      long pixels,
      double pathLoss,
      double pathAccuracy,
      Judgement train,
      Judgement test) {
    String line(String run, List<Double> psnr) {
      StringBuilder line = new StringBuilder();
      line.append(
          String.format(
              Locale.ROOT,
              "%s,%d,%d,%.5f,%.5f,%.5f,%.5f,%.5f,%.5f",
              run,
              epoch,
              pixels,
              pathLoss,
              pathAccuracy,
              train.loss(),
              train.confusion().accuracy(),
              test.loss(),
              test.confusion().accuracy()));
      psnr.forEach(dB -> line.append(String.format(Locale.ROOT, ",%.3f", dB)));
      return line.append('\n').toString();
    }
  }

  private PathJob(
      PathJobConfig config,
      NetworkImages images,
      ResultFolder folder,
      PrintStream progress,
      Interruption interruption) {
    this.config = config;
    this.images = images;
    this.folder = folder;
    this.torch = Tensors.load();
    this.progress = progress;
    this.interruption = interruption;
  }

  /**
   * Runs the experiment and writes its folder.
   *
   * @return lines that say what came out
   * @throws io.anchorage.UserException for everything that the user can put right
   */
  public static List<String> run(
      PathJobConfig config, String input, String output, PrintStream progress) {
    Configuration hadoop = new Configuration();
    NetworkImages images =
        NetworkImages.all(
            ImageSources.open(config.source(), input, hadoop, config.training().seed()),
            config.network(),
            config.training());
    ResultFolder folder = new ResultFolder(StorageFolder.at(output, hadoop));
    folder.begin(config.yaml(), false);
    try (Interruption interruption = Interruption.install()) {
      return new PathJob(config, images, folder, progress, interruption).run();
    }
  }

  private List<String> run() {
    StringBuilder table = new StringBuilder(header());
    List<Judged> ordinary = config.baseline() ? ordinary(table) : List.of();
    List<List<Double>> psnr = new ArrayList<>();
    List<Judged> along = along(table, psnr);
    folder.text("history.csv", table.toString());
    plots(along, ordinary, psnr);
    Map<String, Object> results = results(along, ordinary, psnr);
    folder.report(results);
    List<String> lines = new ArrayList<>();
    results.forEach((key, value) -> lines.add(key + ": " + value));
    return lines;
  }

  private String header() {
    StringBuilder header =
        new StringBuilder(
            "run,epoch,pixels,forward_loss,forward_accuracy,train_loss,train_accuracy,test_loss,test_accuracy");
    for (int layer = 1; layer <= config.paths().last(); layer++) {
      header.append(",psnr_").append(layer);
    }
    return header.append('\n').toString();
  }

  private Judged judge(
      int epoch, long pixels, double loss, double accuracy, CnnCheckpoint network) {
    return new Judged(
        epoch,
        pixels,
        loss,
        accuracy,
        CnnClassifier.judge(torch, network, images.sample()),
        CnnClassifier.judge(torch, network, images.test()));
  }

  private boolean judges(int epoch) {
    return epoch % config.judgeEvery() == 0 || epoch == config.training().epochs();
  }

  private List<Judged> ordinary(StringBuilder table) {
    ProgressLines ticker = new ProgressLines(progress, config.progressSeconds());
    List<Judged> history = new ArrayList<>();
    long perEpoch =
        (long) images.sample().size() * config.network().side() * config.network().side();
    CnnListener listener =
        new CnnListener() {
          @Override
          public void onBatch(CnnProgress at) {
            ticker.at("baseline, epochs", at.epoch() - 1L, at.epochs());
          }

          @Override
          public void onEpoch(CnnEpoch epoch, Supplier<CnnCheckpoint> network) {
            if (epoch.epoch() > 0 && judges(epoch.epoch())) {
              long pixels = epoch.epoch() * perEpoch;
              history.add(
                  judge(epoch.epoch(), pixels, epoch.loss(), epoch.accuracy(), network.get()));
              table.append(last(history).line("ordinary", List.of()));
            }
          }

          @Override
          public boolean stops() {
            return interruption.requested();
          }
        };
    try (CnnTrainer trainer =
        new CnnTrainer(torch, config.network(), config.training(), images.sample())) {
      trainer.train(listener);
    }
    return history;
  }

  private List<Judged> along(StringBuilder table, List<List<Double>> psnr) {
    ProgressLines ticker = new ProgressLines(progress, config.progressSeconds());
    List<Judged> history = new ArrayList<>();
    PathListener listener =
        new PathListener() {
          @Override
          public void onBatch(int epoch, int count) {
            ticker.at("along paths, epochs", epoch - 1L, config.training().epochs());
          }

          @Override
          public void onEpoch(PathEpoch epoch, Supplier<CnnCheckpoint> network) {
            if (judges(epoch.epoch())) {
              history.add(
                  judge(
                      epoch.epoch(),
                      epoch.pixels(),
                      epoch.loss(),
                      epoch.accuracy(),
                      network.get()));
              psnr.add(epoch.psnr());
              table.append(last(history).line("paths", epoch.psnr()));
              folder.text("history.csv", table.toString());
            }
          }

          @Override
          public boolean stops() {
            return interruption.requested();
          }
        };
    try (PathTrainer trainer =
        new PathTrainer(
            torch, config.network(), config.training(), config.paths(), images.sample())) {
      memory = memory(trainer.predictor());
      trainer.train(listener);
      folder.files().put("network.safetensors", trainer.checkpoint().encode());
    }
    return history;
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }

  private Map<String, Object> results(
      List<Judged> along, List<Judged> ordinary, List<List<Double>> psnr) {
    Map<String, Object> results = new LinkedHashMap<>();
    results.put("train_images", images.sample().size());
    results.put("test_images", images.test().size());
    if (!ordinary.isEmpty()) {
      results.put("baseline_train_accuracy", last(ordinary).train().confusion().accuracy());
      results.put("baseline_test_accuracy", last(ordinary).test().confusion().accuracy());
      results.put("baseline_pixels", last(ordinary).pixels());
    }
    if (!along.isEmpty()) {
      results.put("accuracy_along_paths", last(along).pathAccuracy());
      results.put("train_accuracy", last(along).train().confusion().accuracy());
      results.put("test_accuracy", last(along).test().confusion().accuracy());
      results.put("pixels", last(along).pixels());
      results.put("psnr", last(psnr).stream().map(dB -> Math.round(dB * 100) / 100.0).toList());
    }
    results.putAll(memory);
    return results;
  }

  private Map<String, Object> memory(MapPredictor predictor) {
    Map<String, Object> bytes = new LinkedHashMap<>();
    bytes.put("bytes_predictor", FLOAT * predictor.parameters());
    bytes.put(
        "bytes_predictor_and_moments", FLOAT * (predictor.parameters() + predictor.moments()));
    long map = 0;
    for (int layer = 1; layer <= config.paths().last(); layer++) {
      map += config.network().layer(layer).size();
    }
    bytes.put("bytes_maps_of_a_batch", FLOAT * map * config.training().batch());
    bytes.put("bytes_maps_of_all_images", FLOAT * map * images.sample().size());
    return bytes;
  }

  private void plots(List<Judged> along, List<Judged> ordinary, List<List<Double>> psnr) {
    if (along.isEmpty()) {
      return;
    }
    String subtitle =
        "%d images, %d paths a forward pass, layers 1 to %d of %d predicted"
            .formatted(
                images.sample().size(),
                config.paths().paths(),
                config.paths().last(),
                AllCnnConfig.LAYERS);
    List<CurvePlot.Panel> layers = new ArrayList<>();
    for (int layer = 0; layer < config.paths().last(); layer++) {
      int at = layer;
      List<Double> epochs = along.stream().map(judged -> (double) judged.epoch()).toList();
      List<Double> values = psnr.stream().map(all -> all.get(at)).toList();
      layers.add(
          new CurvePlot.Panel(
              "Layer " + (layer + 1), List.of(new PlotLine("predictions", ALONG, epochs, values))));
    }
    folder.plot(
        "psnr.png",
        new CurvePlot("Predictions of a network that learns along paths", subtitle, "epoch", "dB"),
        layers);
    folder.plot(
        "accuracy.png",
        new CurvePlot("Learning along paths", subtitle, "million pixels seen", "accuracy"),
        List.of(
            panel(
                "training images, ordinary pass",
                along,
                ordinary,
                j -> j.train().confusion().accuracy()),
            panel(
                "test images, ordinary pass",
                along,
                ordinary,
                j -> j.test().confusion().accuracy()),
            panel("in training's own passes", along, ordinary, Judged::pathAccuracy)));
  }

  private static CurvePlot.Panel panel(
      String title, List<Judged> along, List<Judged> ordinary, ToDoubleFunction<Judged> value) {
    List<PlotLine> curves = new ArrayList<>();
    curves.add(curve("along paths", ALONG, along, value));
    if (!ordinary.isEmpty()) {
      curves.add(curve("ordinary", ORDINARY, ordinary, value));
    }
    return new CurvePlot.Panel(title, curves);
  }

  private static PlotLine curve(
      String name, Color colour, List<Judged> history, ToDoubleFunction<Judged> value) {
    return new PlotLine(
        name,
        colour,
        history.stream().map(judged -> judged.pixels() / 1e6).toList(),
        history.stream().map(value::applyAsDouble).toList());
  }
}
