package io.anchorage.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import org.junit.jupiter.api.Test;

final class TaskAnswerTest {
  @Test
  void a_result_and_a_cancellation_come_as_they_are() {
    assertThat(TaskAnswer.of(() -> 7).get()).isEqualTo(7);
    assertThat(TaskAnswer.of(() -> null).get()).isNull();
  }

  @Test
  void what_the_user_must_correct_is_no_failure_on_the_executor_and_one_on_the_driver() {
    TaskAnswer<Integer> answer =
        TaskAnswer.of(
            () -> {
              throw new UserException(Kind.ENGINE, "PyTorch is not there");
            });
    assertThatThrownBy(answer::get)
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.kind()).isEqualTo(Kind.ENGINE))
        .hasMessage("PyTorch is not there");
  }

  @Test
  void other_failures_are_left_to_spark_which_tries_again() {
    assertThatThrownBy(
            () ->
                TaskAnswer.of(
                    () -> {
                      throw new IllegalStateException("lost");
                    }))
        .hasMessage("lost");
  }
}
