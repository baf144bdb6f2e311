package io.anchorage.jobs.polynomial;

import io.anchorage.field.Contract;
import java.util.List;
import java.util.Optional;

/** How a polynomial is evaluated. */
record PolynomialContract(
    String formula, List<String> coordinateOrder, int highestDegree, Optional<Float> neverThere)
    implements Contract {}
