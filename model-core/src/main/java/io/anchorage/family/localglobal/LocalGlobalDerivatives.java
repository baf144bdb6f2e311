package io.anchorage.family.localglobal;

import io.anchorage.family.mlp.Jet;
import io.anchorage.field.Coordinates;
import io.anchorage.field.Differentiable;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.Field;
import io.anchorage.field.SharedParameters;
import java.util.stream.IntStream;

/**
 * Derivatives by the coordinates, which run from -1 to 1 over the whole signal: {@link Jet}s
 * through the networks of a point's partition, in double precision. Between partitions a field has
 * steps, which are not among them.
 */
final class LocalGlobalDerivatives implements Differentiable {
  @Override
  public Derivatives at(FamilyConfig config, SharedParameters shared, Field field, Coordinates at) {
    int axes = at.dimensions();
    LocalGlobalShape shape =
        LocalGlobalShape.of((LocalGlobalConfig) config, axes, field.channels());
    Frame frame = Frame.of(field);
    JetPass pass = new JetPass(shape, LocalGlobalFields.parameters(shape, field));
    int count = at.points();
    double[] values = new double[shape.channels() * count];
    double[] gradient = new double[shape.channels() * axes * count];
    double[] laplacian = new double[values.length];
    IntStream.range(0, count)
        .parallel()
        .forEach(
            n -> {
              Jet x = new Jet(axes, axes);
              int partition = 0;
              for (int a = 0; a < axes; a++) {
                float place = at.axis(a)[n];
                x.value()[a] = frame.coordinate(a, place);
                x.first(a)[a] = 1;
                int part = shape.partitions().of(a, frame.place(a, place), frame.extents().get(a));
                partition =
                    partition * shape.partitions().held(a) + part - shape.partitions().first(a);
              }
              Jet y = pass.at(x, partition);
              for (int c = 0; c < shape.channels(); c++) {
                values[c * count + n] = y.value()[c];
                for (int a = 0; a < axes; a++) {
                  gradient[(c * axes + a) * count + n] = y.first(a)[c];
                  laplacian[c * count + n] += y.second(a)[c];
                }
              }
            });
    return new Derivatives(values, gradient, laplacian, axes, count);
  }

  /** The networks on jets. */
  private static final class JetPass {
    private final LocalGlobalShape shape;
    private final double[] parameters;

    JetPass(LocalGlobalShape shape, float[] parameters) {
      this.shape = shape;
      this.parameters = new double[parameters.length];
      for (int i = 0; i < parameters.length; i++) {
        this.parameters[i] = parameters[i];
      }
    }

    Jet at(Jet x, int partition) {
      int begin = shape.shared() + partition * shape.each();
      Jet a = x;
      Jet g = x;
      for (int l = 0; l < shape.depth(); l++) {
        a = sine(dense(a, begin + shape.localWeights(l), shape.local()), shape.omega(l));
        if (shape.hasGlobal()) {
          g = sine(dense(g, shape.globalWeights(l), shape.global()), shape.omega(l));
          a = merged(l, a, g);
        }
      }
      return dense(a, begin + shape.localWeights(shape.depth()), shape.channels());
    }

    private Jet merged(int layer, Jet l, Jet g) {
      int out = shape.local();
      int at = shape.mergeWeights(layer);
      Jet z = new Jet(l.coordinates(), out);
      System.arraycopy(parameters, shape.mergeBiases(layer), z.value(), 0, out);
      boolean concat = shape.merge() == Merge.CONCAT;
      for (int i = 0; i < out && concat; i++) {
        z.add(l, i, parameters, at + i * out, out, 1, 0);
      }
      int lower = at + (concat ? out * out : 0);
      for (int i = 0; i < shape.global(); i++) {
        z.add(g, i, parameters, lower + i * out, out, 1, 0);
      }
      Jet h = sine(z, shape.omega());
      for (int j = 0; j < out && !concat; j++) {
        double[] one = {1};
        h.add(l, j, one, 0, 1, 1, j);
      }
      return h;
    }

    private Jet dense(Jet x, int at, int out) {
      Jet z = new Jet(x.coordinates(), out);
      System.arraycopy(parameters, at + x.units() * out, z.value(), 0, out);
      for (int i = 0; i < x.units(); i++) {
        z.add(x, i, parameters, at + i * out, out, 1, 0);
      }
      return z;
    }

    private static Jet sine(Jet z, double omega) {
      Jet h = new Jet(z.coordinates(), z.units());
      for (int j = 0; j < z.units(); j++) {
        double sin = Math.sin(omega * z.value()[j]);
        double cos = Math.cos(omega * z.value()[j]);
        h.set(j, z, j, new double[] {sin, omega * cos, -omega * omega * sin});
      }
      return h;
    }
  }
}
