package io.anchorage.jobs.fit;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.fit.start.LearntStart;
import io.anchorage.fit.start.StartPlan;
import io.anchorage.format.Safetensors;
import io.anchorage.format.TensorFile;
import io.anchorage.jobs.BuildInfo;
import io.anchorage.jobs.config.Recipe;
import io.anchorage.signal.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a learnt start was made of and how good it is: the metadata of its file. Neither times nor
 * paths are in it, so the same data and settings give the same bytes.
 */
final class StartProvenance {
  private static final String ITERATIONS = "iterations";

  private final SortedMap<String, String> identity = new TreeMap<>();

  /**
   * The provenance of one run.
   *
   * @param images learnt from, at least one
   * @param heldOut others that score the start
   */
  StartProvenance(
      StartRequest request, StartPlan plan, String dataset, List<Signal> images, int heldOut) {
    Recipe recipe = Recipe.of(request.config());
    identity.put("recipe", recipe.json());
    identity.put("dataset", dataset);
    identity.put("split", request.split().flag());
    identity.put("seed", Long.toString(recipe.fit().seed()));
    identity.put("images", Integer.toString(images.size()));
    identity.put("channels", Integer.toString(images.get(0).channels()));
    identity.put("held-out", Integer.toString(heldOut));
    identity.put("method", plan.method().word());
    identity.put("steps", Integer.toString(plan.steps()));
    identity.put("step-sizes", Boolean.toString(plan.learnsSizes()));
    identity.put(ITERATIONS, Integer.toString(plan.iterations()));
    identity.put("batch", Integer.toString(plan.batch()));
    identity.put("rate", Double.toString(plan.rate()));
    identity.put("size-rate", Double.toString(plan.sizeRate()));
  }

  /** What decides the start. */
  SortedMap<String, String> identity() {
    return identity;
  }

  /** The number of iterations that a checkpoint was on its way to. */
  static int iterations(Map<String, String> checkpoint) {
    try {
      return Integer.parseInt(checkpoint.getOrDefault(ITERATIONS, "1"));
    } catch (NumberFormatException e) {
      return 1;
    }
  }

  /**
   * Refuses to go on from the checkpoint of another run.
   *
   * @throws UserException that names the settings which differ
   */
  void requireSame(Map<String, String> checkpoint, String name) {
    List<String> other = new ArrayList<>();
    identity.forEach(
        (key, value) -> {
          String there = checkpoint.get(key);
          if (!value.equals(there)) {
            other.add(
                key.equals("recipe") ? key : "%s %s there, %s here".formatted(key, there, value));
          }
        });
    if (!other.isEmpty()) {
      throw new UserException(
          Kind.OUTPUT,
          "%s was left by a run with other settings (%s): give the same, or delete it"
              .formatted(name, String.join("; ", other)));
    }
  }

  /**
   * The start's file.
   *
   * @param iteration after which the start was as it is written
   */
  byte[] file(
      LearntStart start, int iteration, StartReport.Quality before, StartReport.Quality after) {
    SortedMap<String, String> about = new TreeMap<>(identity);
    about.put("iteration", Integer.toString(iteration));
    about.put("psnr-before", text(before));
    about.put("psnr-after", text(after));
    about.put("anchorage", BuildInfo.version());
    return Safetensors.encode(new TensorFile(start.toShared().tensors(), about));
  }

  private static String text(StartReport.Quality quality) {
    return String.format(
        Locale.ROOT,
        "mean %.2f, p5 %.2f, minimum %.2f dB",
        quality.mean(),
        quality.p5(),
        quality.min());
  }
}
