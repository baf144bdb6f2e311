package io.anchorage.learn.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.cloud.FieldView;
import io.anchorage.cloud.ViewKind;
import io.anchorage.learn.net.Model;
import io.anchorage.learn.weight.WeightVector;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many views go through a model at once. */
class BatchBoundTest {
  private static final long MIB = 1 << 20;

  private record Large(long numbers) implements Model<WeightVector> {
    @Override
    public long numbers(FieldView view) {
      return numbers;
    }

    @Override
    public ViewKind<WeightVector> takes() {
      return WeightVector.KIND;
    }

    @Override
    public Batch arrange(List<WeightVector> views) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void a_batch_is_cut_where_its_largest_array_would_pass_two_million_numbers() {
    List<WeightVector> views = Collections.nCopies(5, new WeightVector(new float[3]));

    BatchBound bound = new BatchBound(new Large(MIB));

    assertThat(bound.end(views, 0)).isEqualTo(2);
    assertThat(bound.end(views, 2)).isEqualTo(4);
    assertThat(bound.end(views, 4)).isEqualTo(5);
  }

  @Test
  void a_view_that_is_too_large_goes_alone() {
    List<WeightVector> views = Collections.nCopies(3, new WeightVector(new float[3]));

    assertThat(new BatchBound(new Large(100 * MIB)).end(views, 1)).isEqualTo(2);
  }

  @Test
  void many_small_views_are_bounded_by_their_feature_vectors() {
    List<WeightVector> views = Collections.nCopies(20_000, new WeightVector(new float[3]));

    assertThat(new BatchBound(new Large(1)).end(views, 0)).isEqualTo(16_384);
  }
}
