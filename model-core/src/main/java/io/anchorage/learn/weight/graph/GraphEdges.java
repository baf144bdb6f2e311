package io.anchorage.learn.weight.graph;

import io.anchorage.learn.net.AffineMap;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;

/** The first features of edges, {@code M (L gamma(w) + l) + m} of Fourier features gamma. */
final class GraphEdges {
  private final Linear lift;
  private final Linear mix;

  /**
   * @param inputs number of Fourier features
   */
  GraphEdges(ModelParameters plan, int inputs, int width) {
    this.lift = Linear.of(plan, "edges.lift", inputs, width);
    this.mix = Linear.of(plan, "edges.mix", width, width);
  }

  /** Both linear layers as one. */
  AffineMap map(Pass pass) {
    return mix.map(pass).after(lift.map(pass));
  }
}
