package io.anchorage.jobs.cli;

import io.anchorage.UserException;
import io.anchorage.family.Families;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.Engine;
import io.anchorage.fit.Engines;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.check.SelfTest;
import io.anchorage.fit.check.SelfTestCase;
import io.anchorage.fit.check.SelfTestCases;
import io.anchorage.fit.check.SelfTestResult;
import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.SourceImage;
import io.anchorage.jobs.source.open.ImageSources;
import io.anchorage.jobs.table.manifest.RunEntry;
import io.anchorage.kernel.random.Philox;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Signal;
import io.anchorage.signal.SignalConfig;
import io.anchorage.signal.SignalPipeline;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code anchorage selftest}: checks an engine against the CPU kernels on this machine. */
@Command(
    name = "selftest",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Check an engine against the CPU kernels.",
      "Compares gradients, the losses of the first 50 steps, PSNR after complete fits, and speed,"
          + " and",
      "prints a Markdown table."
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  anchorage selftest --engine cuda --images 1000 > gpu.md",
      "  A one-minute check of the SIMD kernels:",
      "    anchorage selftest --engine vector --images 50 --steps 200"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the engine agrees with the CPU kernels",
      "1:internal error",
      "2:invalid flag",
      "3:the images are missing or cannot be read",
      "6:the engine is not available, or disagrees with the CPU kernels"
    })
final class SelfTestCommand implements Runnable {
  @Option(
      names = "--engine",
      required = true,
      paramLabel = "ENGINE",
      description = "Engine to test: scalar, vector, cuda or djl.")
  private String engine;

  @Option(
      names = "--input",
      paramLabel = "PATH",
      description =
          "Dataset of images of one size (default: the shipped sample, ${DEFAULT-VALUE}).")
  private String input = System.getProperty("anchorage.home", ".") + "/conf/sample/fashion-mnist";

  @Option(
      names = "--images",
      paramLabel = "N",
      defaultValue = "200",
      description = "Use only the first N images, in the source's order (default: 200).")
  private int images;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "0",
      description = "Number of steps of each fit (default: the family's own).")
  private int steps;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    if (images < 1 || steps < 0) {
      throw new UserException(
          UserException.Kind.CONFIG,
          "--images must be at least 1 and --steps at least 0, but they are %d and %d"
              .formatted(images, steps));
    }
    int threads = Runtime.getRuntime().availableProcessors();
    try (Engine tried = Engines.open(engine);
        Engine reference = Engines.open("auto")) {
      List<SelfTestResult> results = new ArrayList<>();
      SelfTest test = new SelfTest(tried, reference, threads);
      SelfTestCases.Setting setting = new SelfTestCases.Setting(reference, steps, threads);
      for (SelfTestCase wanted : cases(tried, signals(), setting)) {
        results.add(test.run(wanted));
      }
      print(tried, reference, threads, results);
      List<String> violations = results.stream().flatMap(r -> r.violations().stream()).toList();
      if (!violations.isEmpty()) {
        throw new UserException(
            UserException.Kind.ENGINE,
            "Engine %s disagrees with %s: %s"
                .formatted(tried.name(), reference.name(), String.join("; ", violations)));
      }
    } catch (BadSignalException e) {
      throw new UserException(
          UserException.Kind.INPUT, "--input %s: %s".formatted(input, e.getMessage()), e);
    }
  }

  /** The test cases of every family that the engine can fit. */
  private static List<SelfTestCase> cases(
      Engine tried, List<Signal> signals, SelfTestCases.Setting setting) throws BadSignalException {
    List<SelfTestCase> cases = new ArrayList<>();
    for (FitRecipe recipe : Families.defaultRecipes()) {
      Optional<SelfTestCases> own = recipe.family().family().adapter(SelfTestCases.class);
      if (own.isPresent() && tried.supports(recipe)) {
        cases.addAll(own.get().on(signals, setting));
      }
    }
    return cases;
  }

  /** The families that the engine cannot fit, for the note below the table. */
  private static List<String> notFitted(Engine tried) {
    return Families.defaultRecipes().stream()
        .filter(recipe -> !tried.supports(recipe))
        .map(recipe -> recipe.family().kind())
        .toList();
  }

  private void print(Engine tried, Engine reference, int threads, List<SelfTestResult> results) {
    RunEntry.Place place = RunEntry.Place.here("", "");
    PrintWriter out = spec.commandLine().getOut();
    out.println(tried.description() + "; against " + reference.description());
    out.println();
    out.printf(
        "`anchorage selftest --engine %s --images %d --steps %d`, %d threads, %s, Java %s, %s,"
            + " %s%n%n",
        engine,
        images,
        steps,
        threads,
        place.cpu(),
        place.java(),
        place.anchorage(),
        LocalDate.now(ZoneOffset.UTC));
    SelfTestResult.table(results).forEach(out::println);
    if (!notFitted(tried).isEmpty()) {
      out.printf("%nEngine %s cannot fit: %s%n", tried.name(), String.join(", ", notFitted(tried)));
    }
    out.flush();
  }

  /** The first images, values in [0, 1]. */
  private List<Signal> signals() {
    ImageSource source = ImageSources.open(SourceConfig.defaults(), input, Tables.settings(), 0);
    List<ItemRef> items = new ArrayList<>();
    for (Iterator<ItemRef> all = source.items(); all.hasNext() && items.size() < images; ) {
      items.add(all.next());
    }
    SignalPipeline pipeline =
        new SignalPipeline(
            SignalConfig.defaults().withAutoAs(SignalConfig.ValueRange.UNIT), id -> new Philox(0));
    List<Signal> signals = new ArrayList<>();
    Iterator<SourceImage> read = source.read(items);
    while (read.hasNext()) {
      if (read.next() instanceof SourceImage.Decoded image) {
        try {
          signals.add(pipeline.signal(image.item().id(), image.raster()));
        } catch (BadImageException e) {
          throw new UserException(
              UserException.Kind.INPUT,
              "--input %s: %s: %s".formatted(input, image.item().id(), e.getMessage()),
              e);
        }
      }
    }
    if (signals.isEmpty()) {
      throw new UserException(
          UserException.Kind.INPUT,
          "--input %s has no readable images: give the path of a dataset".formatted(input));
    }
    return signals;
  }
}
