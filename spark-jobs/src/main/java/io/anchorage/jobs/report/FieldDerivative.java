package io.anchorage.jobs.report;

/** A derivative of a field by its coordinates, as a picture. */
public enum FieldDerivative {
  /** The length of the gradient. */
  GRADIENT,
  /** The sum of the second derivatives along both axes. */
  LAPLACIAN
}
