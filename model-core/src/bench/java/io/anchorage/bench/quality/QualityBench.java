package io.anchorage.bench.quality;

import io.anchorage.UserException;
import io.anchorage.bench.Machine;
import io.anchorage.bench.OtherLoad;
import io.anchorage.fit.Engine;
import io.anchorage.fit.Engines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The table of {@code deploy/bench quality}: how long whole fits take until a quality is reached,
 * by engine and recipe.
 */
public final class QualityBench {
  private static final int USAGE = 2;
  private static final List<String> ENGINES = List.of("vector", "djl");

  private final QualityOptions options;

  private QualityBench(QualityOptions options) {
    this.options = options;
  }

  /** Takes the repository's path, then the arguments of {@link QualityOptions}. */
  public static void main(String[] args) throws IOException {
    Path home = Path.of(args[0]);
    QualityOptions options;
    List<QualityRow> rows = new ArrayList<>();
    try {
      options = QualityOptions.parse(List.of(args).subList(1, args.length));
      rows.addAll(chosen(new QualityRows(home).all(home, options.photograph()), options.rows()));
    } catch (IllegalArgumentException | UserException e) {
      System.err.println(e.getMessage());
      System.exit(USAGE);
      return;
    }
    new QualityBench(options).run(rows);
    System.exit(0);
  }

  private static List<QualityRow> chosen(List<QualityRow> all, List<String> names) {
    for (String name : names) {
      if (all.stream().noneMatch(row -> row.name().equals(name))) {
        throw new IllegalArgumentException(
            "Not a row: '%s'; there are %s, and with --photo crops, photograph"
                .formatted(name, String.join(", ", all.stream().map(QualityRow::name).toList())));
      }
    }
    return names.isEmpty() ? all : all.stream().filter(r -> names.contains(r.name())).toList();
  }

  private void run(List<QualityRow> rows) throws IOException {
    Machine.print();
    System.out.println();
    System.out.println(
        "| fit | wanted | engine | recipe | steps | mean dB | least dB | reaches it | images | seconds an image | seconds for all |");
    System.out.println("| --- | --- | --- | --- | ---: | ---: | ---: | --- | ---: | ---: | ---: |");
    OtherLoad load = new OtherLoad();
    for (QualityRow row : rows) {
      for (String engine : ENGINES) {
        if (!options.without().contains(engine)) {
          measure(row, engine);
        }
      }
    }
    load.share()
        .ifPresent(
            share ->
                System.out.printf(
                    Locale.ROOT,
                    "%nOther programs took %.1f %% of all cores during the measurement.%n",
                    100 * share));
    if (options.export().isPresent()) {
      PeerFiles.write(options.export().get(), rows);
    }
  }

  private void measure(QualityRow row, String name) {
    for (RecipeFile file : row.recipes()) {
      if (name.equals("djl") && !file.equals(row.last())) {
        continue;
      }
      try (Engine engine = Engines.open(name)) {
        if (!engine.supports(file.recipe())) {
          continue;
        }
        QualityResult result =
            new QualityRun(engine, file.recipe(), row.images().in(file.values()), options.seconds())
                .measure();
        System.out.println(line(row, name, file, result));
      }
    }
  }

  private static String line(QualityRow row, String engine, RecipeFile file, QualityResult result) {
    return String.format(
        Locale.ROOT,
        "| %s | %s %.2f dB | %s | %s | %.0f | %.2f | %.2f | %s | %d | %.4f | %,.0f |",
        row.title(),
        row.of().words(),
        row.target(),
        engine,
        file.name(),
        result.steps(),
        result.mean(),
        result.least(),
        result.reaches(row) ? "yes" : "no",
        result.psnr().size(),
        result.seconds() / result.psnr().size(),
        result.secondsFor(row.whole()));
  }
}
