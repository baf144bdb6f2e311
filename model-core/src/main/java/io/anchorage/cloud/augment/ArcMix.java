package io.anchorage.cloud.augment;

import io.anchorage.cloud.Compat;
import io.anchorage.cloud.PointCloud;
import io.anchorage.cloud.Sample;
import io.anchorage.kernel.random.Draws;
import java.util.ArrayList;
import java.util.List;

/**
 * Joins a random part of each cloud with a random part of the next in the batch, the last with the
 * first. One {@code lambda ~ Beta(alpha, alpha)} is drawn per batch: {@code lambda k} of k points
 * and {@code (1 - lambda) k'} of k' points, rounded down, are kept, and the label is {@code lambda
 * y + (1 - lambda) y'}.
 *
 * <p>Clouds keep their ids. If no point at all would be kept, one of the cloud's is.
 *
 * @param alpha positive
 * @param compat published: in place, so that the last cloud is joined with the first after that has
 *     changed
 */
public record ArcMix(double alpha, Compat compat) implements CloudAugmentation {
  public ArcMix {
    if (!(alpha > 0) || Double.isInfinite(alpha)) {
      throw new IllegalArgumentException("alpha must be positive: " + alpha);
    }
  }

  /** The published value: 1, so lambda is uniform. */
  public static ArcMix defaults() {
    return new ArcMix(1, Compat.NONE);
  }

  @Override
  public boolean joins() {
    return true;
  }

  @Override
  public List<Sample> apply(List<Sample> batch, Streams streams) {
    double lambda = new Draws(streams.of("arcmix", batch.get(0).key())).beta(alpha);
    List<Sample> mixed = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      boolean wrapped = i > 0 && i + 1 == batch.size();
      List<Sample> partners = wrapped && compat == Compat.PUBLISHED ? mixed : batch;
      Sample sample = batch.get(i);
      Draws draws = new Draws(streams.of("arcmix-points", sample.key()));
      mixed.add(mix(sample, partners.get((i + 1) % batch.size()), lambda, draws));
    }
    return mixed;
  }

  private static Sample mix(Sample one, Sample other, double lambda, Draws draws) {
    int fromOne = (int) (lambda * one.cloud().points());
    int fromOther = (int) ((1 - lambda) * other.cloud().points());
    if (fromOne + fromOther == 0) {
      fromOne = 1;
    }
    PointCloud first = one.cloud().select(draws.choose(fromOne, one.cloud().points()));
    PointCloud second = other.cloud().select(draws.choose(fromOther, other.cloud().points()));
    return one.with(first.join(second)).with(one.label().mix(other.label(), (float) lambda));
  }
}
