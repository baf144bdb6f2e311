package io.anchorage.jobs.progress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LiveCountsTest {
  private final LiveCounts counts = new LiveCounts();

  @Test
  void running_tasks_count_with_what_they_told_last() {
    counts.started(10, 0);
    counts.started(11, 1);
    counts.told(10, of(3));
    counts.told(10, of(5));
    counts.told(11, of(2));

    assertThat(counts.total().images()).isEqualTo(7);
    assertThat(counts.published().images()).isZero();
  }

  @Test
  void a_retried_partition_does_not_count_twice() {
    counts.started(10, 0);
    counts.told(10, of(8));
    counts.ended(10, false);
    assertThat(counts.total().images()).isZero();

    counts.started(12, 0);
    counts.told(12, of(4));
    counts.published(0, of(9));
    counts.told(12, of(9));

    assertThat(counts.total()).isEqualTo(counts.published()).isEqualTo(of(9));
  }

  @Test
  void of_two_attempts_at_once_the_farther_one_counts() {
    counts.started(10, 0);
    counts.started(11, 0);
    counts.told(10, of(8));
    counts.told(11, of(3));

    assertThat(counts.total().images()).isEqualTo(8);
    counts.ended(10, false);
    assertThat(counts.total().images()).isEqualTo(3);
  }

  @Test
  void a_task_that_ended_well_counts_until_its_shard_is_published() {
    counts.started(10, 0);
    counts.told(10, of(8));
    assertThat(counts.attempts()).isEqualTo(1);
    counts.ended(10, true);

    assertThat(counts.attempts()).isZero();
    assertThat(counts.total().images()).isEqualTo(8);
  }

  @Test
  void tasks_of_other_jobs_are_not_known() {
    counts.told(99, of(8));
    counts.ended(98, false);

    assertThat(counts.total()).isEqualTo(Counts.NONE);
  }

  @Test
  void mean_psnr_is_over_scored_fields() {
    assertThat(new Counts(3, 1, 2, 60, 50).plus(new Counts(1, 0, 1, 33, 25)).meanPsnr())
        .isEqualTo(31);
    assertThat(Counts.NONE.meanPsnr()).isNaN();
  }

  private static Counts of(long images) {
    return new Counts(images, 0, images, 30.0 * images, 100L * images);
  }
}
