package io.anchorage.equation;

import io.anchorage.kernel.JetShape.Pair;
import io.anchorage.kernel.random.Draws;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Signal;
import java.util.List;

/**
 * An image from its gradients or its Laplacian (Poisson's equation), which are all that the field
 * is taught of the inside; the values at the border say what a constant, or a harmonic function,
 * leaves open. Derivatives are counted in values for each pixel.
 *
 * <pre>
 * mean |grad u - v|^2 + border mean (u - image)^2, or mean (Lu - b)^2 + border mean (u - image)^2
 * </pre>
 *
 * <p>Gradients are asked for between neighbouring pixels, where their difference is one of second
 * order; the Laplacian at pixels. With a guest, v has the gradients of two images (P. Perez, M.
 * Gangnet, A. Blake: Poisson image editing, 2003).
 *
 * @param supervision what is known of the inside
 * @param border weight of the values at the image's border, above 0
 * @param points of a step in the inside; an eighth as many are at the border
 */
public record Poisson(Supervision supervision, double border, int points)
    implements EquationConfig {
  /** What is known of the inside. */
  public enum Supervision {
    /** The first derivatives. */
    GRADIENTS,
    /** The sum of the second derivatives along both axes. */
    LAPLACIAN
  }

  public Poisson {
    EquationConfig.check(border > 0 && border <= 1e9, "border must be above 0", border);
    EquationConfig.check(
        points >= 8 && points <= 1_000_000, "points must be in 8 .. 1000000", points);
  }

  public static Poisson defaults() {
    return new Poisson(Supervision.GRADIENTS, 1, 2048);
  }

  @Override
  public boolean readsImages() {
    return true;
  }

  @Override
  public int axes() {
    return 2;
  }

  @Override
  public int channels() {
    return 0;
  }

  @Override
  public List<String> varies() {
    return List.of();
  }

  /**
   * The problem of one image.
   *
   * @throws BadImageException if it is too small
   */
  public Problem of(Signal image) throws BadImageException {
    return of(image, Differences.of(plane(image), image));
  }

  /**
   * The problem of two images: at each place the larger of both differences, and the first image's
   * border.
   *
   * @param guest of the same size and channels
   * @throws BadImageException if it is too small
   */
  public Problem composed(Signal image, Signal guest) throws BadImageException {
    Grid grid = plane(image);
    Differences wanted = Differences.of(grid, image).orLarger(Differences.of(grid, guest));
    float[] values = new GradientSolver(grid, wanted, image).values();
    return of(new Signal(image.id(), grid, image.normalisation(), values), wanted);
  }

  private Problem of(Signal reference, Differences wanted) {
    return new Instance(this, reference, wanted);
  }

  private static Grid plane(Signal image) throws BadImageException {
    Grid grid = image.grid();
    if (grid.dimensions() != 2 || grid.extent(0) < 3 || grid.extent(1) < 3) {
      throw new BadImageException(
          "derivatives need an image of at least 3x3 pixels, not " + grid.extents());
    }
    return grid;
  }

  /** One image. Axes: rows, columns. */
  private record Instance(Poisson equation, Signal image, Differences wanted) implements Problem {
    private static final int VALUE = 0;
    private static final int FIRST = 1;
    private static final int SECOND = 3;
    private static final int BORDER = 8;

    /** A signal of its own, so that whoever remembers problems by it does not keep it alive. */
    @Override
    public Signal reference() {
      return new Signal(image.id(), image.grid(), image.normalisation(), image.values());
    }

    @Override
    public List<Float> rates() {
      Grid grid = image.grid();
      return List.of(2f / (grid.extent(0) - 1), 2f / (grid.extent(1) - 1));
    }

    @Override
    public List<Pair> pairs() {
      return equation.supervision == Supervision.LAPLACIAN
          ? List.of(new Pair(0, 0), new Pair(1, 1))
          : List.of();
    }

    @Override
    public Batch draw(int step, int steps, Draws random) {
      Grid grid = image.grid();
      int inside = equation.points;
      int count = inside + inside / BORDER;
      int[] places = new int[count];
      float[][] at = new float[2][count];
      for (int n = 0; n < count; n++) {
        places[n] = n >= inside ? border(grid, random) : place(grid, n, random);
        double[] position = position(grid, n, places[n]);
        at[0][n] = (float) (2 * position[0] / (grid.extent(0) - 1) - 1);
        at[1][n] = (float) (2 * position[1] / (grid.extent(1) - 1) - 1);
      }
      return new Batch(at, (n, y, slopes) -> loss(n, places[n], y, slopes));
    }

    /** A pixel with a neighbour along the axis of an even or odd point, or with four of them. */
    private int place(Grid grid, int n, Draws random) {
      int rows = grid.extent(0);
      int columns = grid.extent(1);
      if (equation.supervision == Supervision.LAPLACIAN) {
        return (1 + random.below(rows - 2)) * columns + 1 + random.below(columns - 2);
      }
      return n % 2 == 0
          ? random.below(rows - 1) * columns + random.below(columns)
          : random.below(rows) * columns + random.below(columns - 1);
    }

    private static int border(Grid grid, Draws random) {
      int rows = grid.extent(0);
      int columns = grid.extent(1);
      int at = random.below(2 * (rows + columns));
      if (at < 2 * columns) {
        return at < columns ? at : (rows - 1) * columns + at - columns;
      }
      int row = (at - 2 * columns) / 2;
      return row * columns + (at % 2 == 0 ? 0 : columns - 1);
    }

    /** Where a point is: differences are between two pixels. */
    private double[] position(Grid grid, int n, int place) {
      int top = place / grid.extent(1);
      double row = top;
      double column = place % grid.extent(1);
      boolean between = n < equation.points && equation.supervision == Supervision.GRADIENTS;
      if (between && n % 2 == 0) {
        row += 0.5;
      } else if (between) {
        column += 0.5;
      }
      return new double[] {row, column};
    }

    private double loss(int n, int place, double[][] y, double[][] slopes) {
      int inside = equation.points;
      int channels = image.channels();
      double share = 1.0 / channels / (n >= inside ? inside / BORDER : inside);
      double loss = 0;
      for (int c = 0; c < channels; c++) {
        int at = c * image.grid().points() + place;
        if (n >= inside) {
          double weight = share * equation.border;
          loss += aim(y[VALUE], slopes[VALUE], c, image.values()[at], weight);
        } else if (equation.supervision == Supervision.GRADIENTS) {
          int axis = n % 2;
          loss += aim(y[FIRST + axis], slopes[FIRST + axis], c, wanted.along(axis)[at], share);
        } else {
          double wrong = y[SECOND][c] + y[SECOND + 1][c] - wanted.laplacian(at);
          slopes[SECOND][c] = 2 * share * wrong;
          slopes[SECOND + 1][c] = 2 * share * wrong;
          loss += share * wrong * wrong;
        }
      }
      return loss;
    }

    private static double aim(double[] y, double[] slopes, int c, double wanted, double weight) {
      double wrong = y[c] - wanted;
      slopes[c] = 2 * weight * wrong;
      return weight * wrong * wrong;
    }
  }
}
