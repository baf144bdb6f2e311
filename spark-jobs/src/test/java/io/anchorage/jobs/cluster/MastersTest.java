package io.anchorage.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Spark would say late and at length is said at once and in one line. */
class MastersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"local", "local[2]", "local[*]", "local[2, 3]", "yarn", "k8s://https://h"})
  void a_master_that_spark_knows_passes(String master) {
    assertThatCode(() -> Masters.require(master)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lokal", "local[0]", "local[x]", "spark:/h:7077", "mesos://h:5050", ""})
  void anything_else_is_refused_with_what_is_possible(String master) {
    assertThatThrownBy(() -> Masters.require(master))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("--master must be local[N], local[*], spark://HOST:PORT")
        .hasMessageEndingWith(": " + master);
  }

  @ParameterizedTest
  @ValueSource(strings = {"spark://", "spark://node1", "spark://node1:port", "spark://node1:99999"})
  void a_standalone_master_has_a_host_and_a_port(String master) {
    assertThatThrownBy(() -> Masters.require(master))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("spark://node1:7077");
  }

  @Test
  void a_standalone_master_must_answer() throws IOException {
    int port;
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = listening.getLocalPort();
      String reached = "spark://127.0.0.1:" + port;
      assertThatCode(() -> Masters.require(reached)).doesNotThrowAnyException();
      assertThatCode(() -> Masters.require("spark://127.0.0.1:1,127.0.0.1:" + port))
          .doesNotThrowAnyException();
    }
    String gone = "spark://127.0.0.1:" + port;
    assertThatThrownBy(() -> Masters.require(gone))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("No Spark master answers at " + gone + " (connection refused)");
  }

  @Test
  void a_heap_that_spark_cannot_do_with_is_told_with_the_way_to_raise_it() {
    assertThatCode(() -> SparkContexts.requireHeap(512L << 20)).doesNotThrowAnyException();
    assertThatThrownBy(() -> SparkContexts.requireHeap(256L << 20))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "A heap of 256 MiB is too small for Spark, which needs 450 MiB: raise it, for example"
                + " ANCHORAGE_HEAP=2g");
  }
}
