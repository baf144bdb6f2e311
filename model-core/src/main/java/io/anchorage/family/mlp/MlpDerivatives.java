package io.anchorage.family.mlp;

import io.anchorage.UserException;
import io.anchorage.field.Coordinates;
import io.anchorage.field.Differentiable;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.Field;
import io.anchorage.field.SharedParameters;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.MlpShape;
import java.util.stream.IntStream;

/**
 * Derivatives of coordinate MLPs by the coordinates: {@link Jet}s through the layers, in double
 * precision.
 */
public final class MlpDerivatives implements Differentiable {
  @Override
  public Derivatives at(FamilyConfig config, SharedParameters shared, Field field, Coordinates at) {
    MlpConfig mlp = (MlpConfig) config;
    MlpShape shape = MlpGeometry.shape(mlp, at.dimensions(), field.channels());
    if (shape.mapping().parameters() > 0) {
      throw new UserException(
          UserException.Kind.CONFIG,
          "Derivatives are not to be had of fields on learnt features: choose a table of another mapping");
    }
    JetNetwork network = new JetNetwork(shape, field.floats(MlpFields.PARAMETERS));
    MlpPoints points = MlpGeometry.points(mlp, field.grid(), at);
    int axes = at.dimensions();
    int count = points.count();
    double[] values = new double[shape.outputs() * count];
    double[] gradient = new double[shape.outputs() * axes * count];
    double[] laplacian = new double[values.length];
    IntStream.range(0, count)
        .parallel()
        .forEach(
            n -> {
              double[] point = new double[axes];
              for (int k = 0; k < axes; k++) {
                point[k] = points.coordinates(k)[n];
              }
              Jet y = network.at(point);
              for (int c = 0; c < shape.outputs(); c++) {
                values[c * count + n] = y.value()[c];
                for (int a = 0; a < axes; a++) {
                  int input = mlp.inputOfAxis(a, axes);
                  gradient[(c * axes + a) * count + n] = y.first(input)[c];
                  laplacian[c * count + n] += y.second(input)[c];
                }
              }
            });
    return new Derivatives(values, gradient, laplacian, axes, count);
  }
}
