package io.anchorage.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.jobs.cluster.TaskStream.Ended;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TaskStreamTest {
  private static final CountDownLatch FIRST_IS_TAKEN = new CountDownLatch(1);
  private static JavaSparkContext spark;

  @BeforeAll
  static void openSpark() {
    SparkConf conf = SparkContexts.settings(new SparkConf(), "tasks", "local[2,3]");
    spark = new JavaSparkContext(conf);
  }

  @AfterAll
  static void closeSpark() {
    spark.close();
  }

  @Test
  void results_come_before_the_job_ends() throws InterruptedException {
    try (TaskStream<Integer> stream =
        TaskStream.start(
            spark,
            List.of(10, 20),
            (task, context) -> {
              if (task == 20 && !FIRST_IS_TAKEN.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the first result was held back");
              }
              return task + context.partitionId();
            })) {
      assertThat(stream.poll(60_000)).isEqualTo(new Ended<>(0, 10));
      FIRST_IS_TAKEN.countDown();
      assertThat(stream.poll(60_000)).isEqualTo(new Ended<>(1, 21));
      assertThat(stream.poll(60_000)).isNull();
      assertThat(stream.isOver()).isTrue();
    }
  }

  @Test
  void a_retried_task_gives_one_result() throws InterruptedException {
    try (TaskStream<Integer> stream =
        TaskStream.start(
            spark,
            List.of(1, 2, 3, 4),
            (task, context) -> {
              if (context.attemptNumber() < 2 && task % 2 == 0) {
                throw new IllegalStateException("lost");
              }
              return task;
            })) {
      assertThat(drain(stream)).containsExactlyInAnyOrder(1, 2, 3, 4);
    }
  }

  @Test
  void a_user_error_on_an_executor_arrives_as_it_was_said() {
    assertThatThrownBy(
            () -> {
              try (TaskStream<Integer> stream =
                  TaskStream.start(
                      spark,
                      List.of(1),
                      (task, context) -> {
                        throw new UserException(UserException.Kind.OUTPUT, "The disk is full: /x");
                      })) {
                drain(stream);
              }
            })
        .isInstanceOf(UserException.class)
        .hasMessage("The disk is full: /x");
  }

  @Test
  void cancelled_tasks_are_told_and_the_stream_ends() throws InterruptedException {
    try (TaskStream<Integer> stream =
        TaskStream.start(
            spark,
            List.of(1, 2, 3),
            (task, context) -> {
              if (task == 1) {
                return task;
              }
              while (!context.isInterrupted()) {
                Thread.sleep(5);
              }
              throw new org.apache.spark.TaskKilledException("called off");
            })) {
      assertThat(stream.poll(60_000).result()).isEqualTo(1);
      stream.cancel();
      assertThatThrownBy(() -> drain(stream)).hasMessageContaining("cancelled");
      assertThat(stream.isOver()).isTrue();
    }
  }

  @Test
  void an_error_that_the_user_must_mend_is_tried_once_and_ends_the_job()
      throws InterruptedException {
    List<Integer> taken = new ArrayList<>();
    try (TaskStream<Integer> stream =
        TaskStream.start(
            spark,
            List.of(1, 2),
            (task, context) -> {
              if (task == 2) {
                throw new UserException(
                    UserException.Kind.CONFIG, "attempt " + context.attemptNumber());
              }
              return task;
            })) {
      assertThatThrownBy(() -> stream.forEach(() -> false, (task, result) -> taken.add(result)))
          .isInstanceOf(UserException.class)
          .hasMessage("attempt 0");
    }
  }

  @Test
  void an_error_of_storage_is_tried_again_if_the_task_says_so() throws InterruptedException {
    List<Integer> taken = new ArrayList<>();
    try (TaskStream<Integer> stream = TaskStream.start(spark, List.of(7), new OftenFull())) {
      stream.forEach(() -> false, (task, result) -> taken.add(result));
    }
    assertThat(taken).containsExactly(9);
  }

  @Test
  void a_job_that_is_called_off_keeps_what_had_ended() throws InterruptedException {
    List<Integer> taken = new ArrayList<>();
    try (TaskStream<Integer> stream =
        TaskStream.start(
            spark,
            List.of(1, 2, 3),
            (task, context) -> {
              while (task != 1 && !context.isInterrupted()) {
                Thread.sleep(5);
              }
              return task;
            })) {
      stream.forEach(() -> !taken.isEmpty(), (task, result) -> taken.add(result));
      assertThat(stream.isOver()).isTrue();
    }
    assertThat(taken).contains(1).doesNotContain(3);
  }

  /** Succeeds at the third attempt, with the task's number and the attempt's added. */
  @Test
  void the_job_has_its_tasks_words_for_a_name_on_sparks_pages() throws InterruptedException {
    List<String> names = new ArrayList<>();
    try (TaskStream<String> stream = TaskStream.start(spark, List.of(1), new Named())) {
      stream.forEach(() -> false, (task, name) -> names.add(name));
    }
    assertThat(names).containsExactly("count sheep, count sheep");
    assertThat(spark.getLocalProperty("spark.job.description")).isNull();
  }

  /** Says what Spark calls it. */
  private static final class Named implements TaskFunction<Integer, String> {
    private static final long serialVersionUID = 1;

    @Override
    public String words() {
      return "count sheep";
    }

    @Override
    public String call(Integer task, TaskContext context) {
      return context.getLocalProperty("spark.job.description")
          + ", "
          + context.getLocalProperty("callSite.short");
    }
  }

  private static final class OftenFull implements TaskFunction<Integer, Integer> {
    private static final long serialVersionUID = 1;

    @Override
    public Integer call(Integer task, TaskContext context) {
      if (context.attemptNumber() < 2) {
        throw new UserException(UserException.Kind.OUTPUT, "The disk is full: /x");
      }
      return task + context.attemptNumber();
    }

    @Override
    public boolean isWorthRetrying(UserException error) {
      return error.kind() == UserException.Kind.OUTPUT;
    }
  }

  private static List<Integer> drain(TaskStream<Integer> stream) throws InterruptedException {
    List<Integer> results = new ArrayList<>();
    while (!stream.isOver()) {
      Ended<Integer> ended = stream.poll(60_000);
      if (ended != null) {
        results.add(ended.result());
      }
    }
    return results;
  }
}
