package io.anchorage.learn.train;

import ai.djl.ndarray.NDManager;
import io.anchorage.cloud.FieldView;
import io.anchorage.cloud.Sample;
import io.anchorage.cloud.Standardisation;
import io.anchorage.format.Tensor;
import io.anchorage.learn.net.FirstLook;
import io.anchorage.learn.net.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Shows a model the training samples before its first step, in the order of the source.
 *
 * @param manager owns the arrays of the pass
 */
record FirstPass(
    SampleSource source, Split split, Standardisation standardisation, NDManager manager) {
  /** Samples that a model sees at once. */
  private static final int CHUNK = 512;

  /** The start of some parameters, by name; empty if the model takes none from samples. */
  <V extends FieldView> Optional<SortedMap<String, Tensor>> start(Model<V> model) {
    Optional<FirstLook<V>> wanted = model.firstLook(manager);
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    try (FirstLook<V> look = wanted.get();
        SampleSource.Stream samples = source.inOrder()) {
      List<FieldView> chunk = new ArrayList<>();
      while (samples.hasNext()) {
        Sample sample = samples.next();
        if (!split.validates(sample)) {
          chunk.add(standardisation.apply(sample.view()));
        }
        if (chunk.size() == CHUNK || (!samples.hasNext() && !chunk.isEmpty())) {
          look.see(model.takes().all(chunk));
          chunk.clear();
        }
      }
      return Optional.of(look.start());
    }
  }
}
