package io.anchorage.jobs.report;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.TableFamily;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.score.RadialSpectrum;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What fields have learnt at each spatial frequency: the mean power of images and of the same
 * images' fields in one or more tables, and the power of the fields' errors as a share of the
 * images'. Networks that learn low frequencies first show it here (spectral bias).
 */
public final class Spectra {
  private static final Color IMAGES = PageColours.INK;

  /**
   * A table whose fields represent images.
   *
   * @param name in the legend
   */
  public record Source(String name, FieldTable table, TableFamily family) {}

  /**
   * A plot and its data.
   *
   * @param images number of images that were compared
   */
  public record Drawn(BufferedImage plot, String csv, int images) {}

  private final List<Source> sources;
  private final Targets originals;

  /**
   * @param sources 1 to 6 tables; images are chosen among the fields of the first
   * @param originals of the first table's fields
   */
  public Spectra(List<Source> sources, Targets originals) {
    if (sources.isEmpty() || sources.size() > PageColours.LINES.size()) {
      throw new UserException(
          Kind.CONFIG,
          "Spectra of 1 to %d tables: %d".formatted(PageColours.LINES.size(), sources.size()));
    }
    this.sources = List.copyOf(sources);
    this.originals = originals;
  }

  /**
   * Compares at most {@code count} images, spread over the classes. Colours count as their mean.
   *
   * @throws UserException if no image is there with a field in all tables, or sizes differ
   */
  public Drawn draw(int count) {
    RadialSpectrum spectrum = null;
    double[] images = null;
    Map<Source, double[][]> powers = new LinkedHashMap<>();
    int compared = 0;
    for (FieldSummary summary : SheetSelection.of(sources.get(0).table(), count)) {
      float[] pixels = originals.pixels(summary);
      Optional<List<FieldRow>> fields = fields(summary);
      if (pixels == null || fields.isEmpty()) {
        continue;
      }
      if (spectrum == null) {
        spectrum = new RadialSpectrum(summary.height(), summary.width());
        images = new double[spectrum.rings()];
        for (Source source : sources) {
          powers.put(source, new double[2][spectrum.rings()]);
        }
      }
      requireSize(fields.get(), pixels.length / summary.channels());
      float[] image = grey(pixels, summary.channels());
      add(spectrum.power(image), images);
      for (int s = 0; s < sources.size(); s++) {
        float[] field = field(sources.get(s), fields.get().get(s));
        add(spectrum.power(field), powers.get(sources.get(s))[0]);
        add(spectrum.power(difference(field, image)), powers.get(sources.get(s))[1]);
      }
      compared++;
    }
    if (compared == 0) {
      throw new UserException(
          Kind.INPUT,
          "No image is there with a field in all tables%s; give tables of the same images, and --input where they are now"
              .formatted(originals.missing().map(why -> " (" + why + ")").orElse("")));
    }
    return new Drawn(plot(images, powers, compared), csv(images, powers, compared), compared);
  }

  /** The image's fields in all tables; empty if one has none. */
  private Optional<List<FieldRow>> fields(FieldSummary summary) {
    List<FieldRow> fields = new ArrayList<>();
    for (Source source : sources) {
      List<FieldRow> found = source.table().find(summary.id());
      if (found.isEmpty()) {
        return Optional.empty();
      }
      fields.add(found.get(0));
    }
    return Optional.of(fields);
  }

  private void requireSize(List<FieldRow> fields, int points) {
    for (int s = 0; s < fields.size(); s++) {
      FieldSummary field = fields.get(s).summary();
      if (field.height() * field.width() != points) {
        throw new UserException(
            Kind.INPUT,
            "Spectra are of images of one size: %s has %s with %d x %d pixels, the others %d"
                .formatted(
                    sources.get(s).name(), field.id(), field.height(), field.width(), points));
      }
    }
  }

  private static float[] field(Source source, FieldRow row) {
    return grey(source.family().image(row.field()).samples(), row.summary().channels());
  }

  private static float[] grey(float[] samples, int channels) {
    int points = samples.length / channels;
    float[] grey = new float[points];
    for (int i = 0; i < samples.length; i++) {
      grey[i % points] += samples[i] / channels;
    }
    return grey;
  }

  private static float[] difference(float[] field, float[] image) {
    float[] difference = new float[image.length];
    for (int i = 0; i < image.length; i++) {
      difference[i] = field[i] - image[i];
    }
    return difference;
  }

  private static void add(double[] power, double[] sum) {
    for (int k = 0; k < sum.length; k++) {
      sum[k] += power[k];
    }
  }

  private BufferedImage plot(double[] images, Map<Source, double[][]> powers, int compared) {
    List<PlotLine> power = new ArrayList<>();
    List<PlotLine> error = new ArrayList<>();
    power.add(line("images", IMAGES, images, compared));
    for (Source source : sources) {
      Color colour = PageColours.LINES.get(sources.indexOf(source));
      power.add(line(source.name(), colour, powers.get(source)[0], compared));
      error.add(line(source.name(), colour, ratio(powers.get(source)[1], images), 1));
    }
    return new CurvePlot(
            "Images and their fields by spatial frequency",
            String.format(
                Locale.ROOT, "%d images; powers averaged over directions and images", compared),
            "cycles along the shorter side",
            "dB")
        .draw(
            List.of(
                new CurvePlot.Panel("Power", power),
                new CurvePlot.Panel("Error as a share of the image", error)));
  }

  private static double[] ratio(double[] errors, double[] images) {
    double[] ratio = new double[errors.length];
    for (int k = 0; k < ratio.length; k++) {
      ratio[k] = errors[k] / images[k];
    }
    return ratio;
  }

  private static PlotLine line(String name, Color colour, double[] power, int of) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (int k = 0; k < power.length; k++) {
      x.add((double) k);
      y.add(10 * StrictMath.log10(power[k] / of));
    }
    return new PlotLine(name, colour, x, y);
  }

  private String csv(double[] images, Map<Source, double[][]> powers, int compared) {
    StringBuilder csv = new StringBuilder("cycles,images");
    for (Source source : sources) {
      csv.append(',').append(source.name()).append(',').append(source.name()).append(" error");
    }
    for (int k = 0; k < images.length; k++) {
      csv.append(String.format(Locale.ROOT, "%n%d,%.4e", k, images[k] / compared));
      for (Source source : sources) {
        for (double[] sum : powers.get(source)) {
          csv.append(String.format(Locale.ROOT, ",%.4e", sum[k] / compared));
        }
      }
    }
    return csv.append('\n').toString();
  }
}
