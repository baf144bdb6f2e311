package io.anchorage.jobs.allcnn;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.report.CurvePlot;
import io.anchorage.jobs.report.FieldImage;
import io.anchorage.jobs.storage.Json;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.manifest.BuildInfo;
import io.anchorage.signal.codec.PngWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The folder that an experiment writes to. */
public record ResultFolder(StorageFolder files) {
  static final String CONFIG = "config.yaml";
  static final String REPORT = "report.json";

  /**
   * Begins an experiment, or continues one that was begun with the same config.
   *
   * @param present the config of an earlier run as this version would write it
   * @throws UserException of kind OUTPUT if the folder holds something else
   */
  public void begin(String config, UnaryOperator<String> present, boolean resume) {
    List<String> others = files.list("").stream().filter(name -> !name.startsWith("_")).toList();
    boolean begun = files.exists(CONFIG);
    if (begun && resume) {
      String before = new String(files.content(CONFIG), StandardCharsets.UTF_8);
      if (!present.apply(before).equals(config)) {
        throw refusal("was begun with another config; give that one to --resume");
      }
      return;
    }
    if (begun) {
      throw refusal("holds results already; go on by --resume");
    }
    if (!others.isEmpty()) {
      throw refusal("is not empty (it holds %s)".formatted(others.get(0)));
    }
    text(CONFIG, config);
  }

  private UserException refusal(String why) {
    return new UserException(
        Kind.OUTPUT, "%s %s, or choose another --output".formatted(files.root(), why));
  }

  public void text(String name, String content) {
    files.put(name, content.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes the report, which makes the results complete.
   *
   * @return the results again as lines, {@code KEY: VALUE}
   */
  public List<String> report(Map<String, Object> results) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("anchorage", BuildInfo.version());
    tree.put("commit", BuildInfo.commit());
    tree.put("java", System.getProperty("java.version"));
    tree.put("processors", Runtime.getRuntime().availableProcessors());
    tree.put("ended", Instant.now().toString());
    tree.putAll(results);
    files.put(REPORT, Json.page(tree));
    return results.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).toList();
  }

  public void plot(String name, CurvePlot plot, List<CurvePlot.Panel> panels) {
    files.put(name, PngWriter.encode(FieldImage.raster(plot.draw(panels))));
  }
}
