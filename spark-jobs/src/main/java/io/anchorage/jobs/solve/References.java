package io.anchorage.jobs.solve;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.equation.Case;
import io.anchorage.equation.EquationConfig;
import io.anchorage.equation.Poisson;
import io.anchorage.equation.Problem;
import io.anchorage.field.Field;
import io.anchorage.fit.CpuEngine;
import io.anchorage.fit.Engine;
import io.anchorage.fit.EquationEngine;
import io.anchorage.fit.FieldOutcome;
import io.anchorage.jobs.fit.ItemSignals;
import io.anchorage.jobs.fit.Signals;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Raster;
import io.anchorage.signal.Signal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Makes the problem of each case or image on the executor that solves it. Its signal is the
 * reference, beside which the solution is scored.
 *
 * <p>Not a record, because it remembers which problem a signal belongs to.
 */
final class References implements ItemSignals {
  private static final long serialVersionUID = 1;

  private final EquationConfig equation;
  private final Signals images;
  private final int channels;
  private transient Map<Signal, Problem> problems;

  /**
   * @param images how images become signals
   * @param channels of the table's fields
   */
  References(EquationConfig equation, Signals images, int channels) {
    this.equation = equation;
    this.images = images;
    this.channels = channels;
  }

  @Override
  public Reader reader() {
    return (id, decoded) -> {
      Problem problem = problem(equation, images, id, decoded);
      Signal reference = problem.reference();
      problems().put(reference, problem);
      return reference;
    };
  }

  /** The problem of a case or an image. */
  static Problem problem(EquationConfig equation, Signals images, String id, Raster decoded)
      throws BadImageException {
    return equation instanceof Poisson poisson
        ? poisson.of(images.of(id, decoded))
        : equation.of(id, Case.parse(id));
  }

  private synchronized Map<Signal, Problem> problems() {
    if (problems == null) {
      problems = Collections.synchronizedMap(new WeakHashMap<>());
    }
    return problems;
  }

  @Override
  public Engine engine(Engine engine) {
    if (engine instanceof CpuEngine cpu) {
      return new EquationEngine(cpu, problems()::get);
    }
    throw new UserException(
        Kind.ENGINE,
        "Engine %s does not solve equations: choose auto, vector or scalar"
            .formatted(engine.name()));
  }

  @Override
  public int channels() {
    return channels;
  }

  @Override
  public List<String> scores() {
    return List.of(SolveColumns.ERROR);
  }

  @Override
  public Field field(Signal signal, FieldOutcome.Fitted fitted) {
    return SolveColumns.field(equation, signal, fitted);
  }
}
