package io.anchorage.kernel;

import io.anchorage.kernel.Gabor.Form;
import io.anchorage.kernel.Sheets.Rows;
import java.util.Arrays;

/**
 * A hidden layer of {@link Gabor} units, in its symbols.
 *
 * <p>Complex products are real ones of twice the size, [re, im] [[R, I], [-I, R]], with as many
 * multiply-adds. The parameters have R and I side by side, [in][forms][out].
 */
final class GaborLayer implements SheetLayer {
  private static final double LOG2E = 1 / Math.log(2);

  private final Sheets sheets;
  private final boolean complex;
  private final boolean real;
  private final int in;
  private final int width;
  private final int forms;
  private final int weights;
  private final int biases;
  private final float omega;
  private final float square;
  private final int matrix;

  /** [in, doubled if complex][forms width], then biases. */
  private final float[] spread;

  /** [forms][width]: linear parts; on the way back, dL by them. */
  private final int linear;

  /** [2][width]: real and imaginary parts of y. */
  private final int values;

  /** [2][width]: the exponent; on the way back, P and Q. */
  private final int work;

  GaborLayer(MlpShape shape, int layer, Sheets sheets) {
    Gabor gabor = (Gabor) shape.activation();
    this.sheets = sheets;
    this.complex = gabor.complex(layer);
    this.real = gabor.form() == Form.REAL;
    this.in = shape.fanIn(layer);
    this.width = shape.width();
    this.forms = gabor.forms(layer);
    this.weights = shape.weights(layer);
    this.biases = shape.biases(layer);
    this.omega = gabor.omegas().get(layer);
    this.square = gabor.scales().get(layer) * gabor.scales().get(layer);
    int rows = complex ? 2 * in : in;
    this.spread = new float[(rows + 1) * forms * width];
    this.matrix = sheets.matrix(rows, forms * width);
    this.linear = sheets.sheet(forms * width);
    this.values = sheets.sheet(2 * width);
    this.work = sheets.sheet(2 * width);
  }

  @Override
  public int values() {
    return values;
  }

  @Override
  public void load(float[] parameters) {
    if (!complex) {
      sheets.load(matrix, parameters, weights, biases);
      return;
    }
    int out = forms * width;
    for (int i = 0; i < in; i++) {
      int from = weights + i * out;
      System.arraycopy(parameters, from, spread, i * out, out);
      for (int form = 0; form < forms; form += 2) {
        int r = form * width;
        int im = r + width;
        for (int j = 0; j < width; j++) {
          spread[(in + i) * out + r + j] = -parameters[from + im + j];
          spread[(in + i) * out + im + j] = parameters[from + r + j];
        }
      }
    }
    System.arraycopy(parameters, biases, spread, 2 * in * out, out);
    sheets.load(matrix, spread, 0, 2 * in * out);
  }

  private Rows part(int form) {
    return new Rows(linear, form * width, width);
  }

  private Rows value(int part) {
    return new Rows(values, part * width, width);
  }

  private Rows work(int part) {
    return new Rows(work, part * width, width);
  }

  @Override
  public void forward(int x, int block) {
    sheets.dense(matrix, x, linear, block);
    Rows t = work(0);
    float window = (float) (-LOG2E * square);
    int first = real ? 1 : 0;
    sheets.times(part(first), window, t, block);
    sheets.product(part(first), t, t, block);
    for (int form = first + 1; form < forms; form++) {
      sheets.plusProduct(part(form), part(form), window, t, block);
    }
    if (complex) {
      sheets.plusTimes(part(1), (float) (-LOG2E * omega), t, block);
    }
    sheets.powers(t, block);
    sheets.times(part(0), (float) (omega / Math.PI), value(1), block);
    sheets.waves(value(1), value(0), block);
    sheets.product(value(0), t, value(0), block);
    sheets.product(value(1), t, value(1), block);
  }

  @Override
  public void backward(int slope, int block) {
    Rows re = new Rows(slope, 0, width);
    Rows p = work(0);
    Rows q = work(1);
    sheets.product(re, value(0), p, block);
    sheets.product(re, value(1), q, block);
    sheets.times(q, -1f, q, block);
    if (!real) {
      Rows im = new Rows(slope, width, width);
      sheets.plusProduct(im, value(1), 1f, p, block);
      sheets.plusProduct(im, value(0), 1f, q, block);
    }
    for (int form = real ? 1 : 0; form < forms; form++) {
      sheets.product(part(form), p, part(form), block);
      sheets.times(part(form), -2 * square, part(form), block);
    }
    if (real) {
      sheets.times(q, omega, part(0), block);
    } else {
      sheets.plusTimes(q, omega, part(0), block);
    }
    if (complex) {
      sheets.plusTimes(p, -omega, part(1), block);
    }
  }

  @Override
  public void back(int slope, int block) {
    sheets.back(matrix, linear, slope, block);
  }

  @Override
  public void put(int x, int columns, float[] gradient) {
    if (!complex) {
      sheets.gradient(matrix, x, linear, columns, gradient, weights, biases);
      return;
    }
    int out = forms * width;
    Arrays.fill(spread, 0f);
    sheets.gradient(matrix, x, linear, columns, spread, 0, 2 * in * out);
    for (int i = 0; i < in; i++) {
      int to = weights + i * out;
      for (int form = 0; form < forms; form += 2) {
        int r = form * width;
        int im = r + width;
        for (int j = 0; j < width; j++) {
          gradient[to + r + j] += spread[i * out + r + j] + spread[(in + i) * out + im + j];
          gradient[to + im + j] += spread[i * out + im + j] - spread[(in + i) * out + r + j];
        }
      }
    }
    for (int j = 0; j < out; j++) {
      gradient[biases + j] += spread[2 * in * out + j];
    }
  }
}
