package io.anchorage.jobs.allcnn;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.p;
import static j2html.TagCreator.pre;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.BuildInfo;
import io.anchorage.jobs.report.CurvePlot;
import io.anchorage.jobs.report.FieldImage;
import io.anchorage.jobs.report.page.Flattened;
import io.anchorage.jobs.report.page.Grid;
import io.anchorage.jobs.report.page.Page;
import io.anchorage.jobs.storage.Json;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.signal.codec.PngWriter;
import j2html.tags.DomContent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder that an experiment writes to. */
public record ResultFolder(StorageFolder files) {
  /** The config that the experiment was begun with; written first. */
  public static final String CONFIG = "config.yaml";

  static final String REPORT = "report.json";
  static final String PAGE = "report.html";

  private static final Logger LOG = LoggerFactory.getLogger(ResultFolder.class);

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
   * A picture of curves.
   *
   * @param name of its file
   */
  public record Plot(String name, CurvePlot plot, List<CurvePlot.Panel> panels) {
    public Plot {
      panels = List.copyOf(panels);
    }
  }

  /**
   * Writes the curves as pictures, a page with curves and results, and last the report, which makes
   * the results complete.
   *
   * @param plots the first names the page
   * @return the results again as lines, {@code KEY: VALUE}
   */
  public List<String> report(List<Plot> plots, Map<String, Object> results) {
    for (Plot one : plots) {
      files.put(one.name(), PngWriter.encode(FieldImage.raster(one.plot().draw(one.panels()))));
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("anchorage", BuildInfo.version());
    tree.put("commit", BuildInfo.commit());
    tree.put("java", System.getProperty("java.version"));
    tree.put("processors", Runtime.getRuntime().availableProcessors());
    tree.put("ended", Instant.now().toString());
    tree.putAll(results);
    if (!plots.isEmpty()) {
      put(plots, tree);
    }
    files.put(REPORT, Json.page(tree));
    return results.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).toList();
  }

  /** Results are complete without their page. */
  private void put(List<Plot> plots, Map<String, Object> tree) {
    try {
      files.put(PAGE, page(plots, tree));
    } catch (UserException e) {
      LOG.warn("No report was written: {}", e.getMessage());
    }
  }

  private byte[] page(List<Plot> plots, Map<String, Object> tree) {
    List<DomContent> curves = new ArrayList<>();
    for (Plot one : plots) {
      curves.add(h3(one.plot().title()));
      curves.add(p(one.plot().subtitle()).withClass("note"));
      List<DomContent> charts = new ArrayList<>();
      one.panels().forEach(panel -> charts.add(one.plot().chart(panel).drawn()));
      curves.add(div(each(charts, chart -> chart)).withClass("charts"));
    }
    String config = new String(files.content(CONFIG), StandardCharsets.UTF_8);
    return new Page(plots.get(0).plot().title(), plots.get(0).plot().subtitle())
        .section("Curves", curves)
        .section("Results", Grid.facts(Flattened.keys(Json.tree(tree))))
        .section("Config", pre(config))
        .html();
  }
}
