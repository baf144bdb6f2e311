package io.anchorage.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.models.V1Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The manifests of {@code deploy/kubernetes} up to the pods that Spark asks for: real submissions
 * to an API server that only takes notes.
 */
@Tag("processes")
class KubernetesSubmitIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Path MANIFESTS = SparkHome.deploy("kubernetes");

  @TempDir private static Path folder;
  private static SparkHome spark;

  @BeforeAll
  static void makeSpark() {
    spark = SparkHome.make(folder.resolve("spark"));
  }

  @AfterAll
  static void removeLinks() {
    spark.close();
  }

  @Test
  void the_scheduled_application_becomes_a_pod_for_the_driver() throws IOException {
    JsonNode template = read("scheduled-spark-application.yaml").get(0).at("/spec/template");
    try (FakeKubernetes kubernetes = new FakeKubernetes();
        ChildProcess submit =
            ChildProcess.start(
                asTheOperator(template, kubernetes.master()),
                spark.environment(),
                folder.resolve("submit.log"))) {
      assertThat(submit.exit(PATIENCE)).as(submit.output()).isZero();

      JsonNode pod = kubernetes.sent("Pod").get(0);
      V1Pod.validateJsonElement(JsonParser.parseString(pod.toString()));
      JsonNode container = pod.at("/spec/containers/0");
      assertThat(container.path("image")).isEqualTo(template.path("image"));
      List<String> arguments = new ArrayList<>();
      container.path("args").forEach(word -> arguments.add(word.asText()));
      assertThat(arguments)
          .startsWith("driver")
          .containsSubsequence("--class", "io.anchorage.jobs.cli.Main")
          .contains(template.path("mainApplicationFile").asText(), "fit", "--incremental");
      assertThat(container.path("env").toString())
          .contains("{\"name\":\"LC_ALL\",\"value\":\"C.UTF-8\"}");
      assertThat(kubernetes.sent("ConfigMap").toString())
          .contains("spark.executor.extraJavaOptions=--add-modules\\\\=jdk.incubator.vector");
    }
  }

  @Test
  void the_cron_job_asks_for_executors() throws IOException {
    JsonNode container =
        read("cron-job.yaml").get(1).at("/spec/jobTemplate/spec/template/spec/containers/0");
    try (FakeKubernetes kubernetes = new FakeKubernetes();
        ChildProcess driver = inThePod(container, kubernetes.master())) {
      driver.await("four executors", PATIENCE, () -> kubernetes.sent("Pod").size() >= 4);

      for (JsonNode pod : kubernetes.sent("Pod")) {
        V1Pod.validateJsonElement(JsonParser.parseString(pod.toString()));
        JsonNode executor = pod.at("/spec/containers/0");
        assertThat(executor.path("image")).isEqualTo(container.path("image"));
        assertThat(executor.path("env").toString())
            .contains("{\"name\":\"LC_ALL\",\"value\":\"C.UTF-8\"}")
            .contains("SPARK_DRIVER_URL", "127.0.0.1")
            .contains("--add-modules=jdk.incubator.vector");
        assertThat(executor.at("/resources/requests/cpu").asText()).isEqualTo("4");
      }
    }
  }

  /** The command that the Spark operator makes of its resource. */
  private static List<String> asTheOperator(JsonNode template, String master) {
    List<String> command = new ArrayList<>();
    command.add(spark.path().resolve("bin/spark-submit").toString());
    command.addAll(List.of("--master", master, "--deploy-mode", template.path("mode").asText()));
    command.addAll(List.of("--class", template.path("mainClass").asText()));
    Map<String, String> settings = new HashMap<>();
    template
        .path("sparkConf")
        .properties()
        .forEach(setting -> settings.put(setting.getKey(), setting.getValue().asText()));
    settings.put("spark.kubernetes.container.image", template.path("image").asText());
    settings.put("spark.kubernetes.submission.waitAppCompletion", "false");
    settings.put("spark.driver.cores", template.at("/driver/cores").asText());
    settings.put("spark.driver.memory", template.at("/driver/memory").asText());
    settings.put(
        "spark.kubernetes.authenticate.driver.serviceAccountName",
        template.at("/driver/serviceAccount").asText());
    settings.put("spark.executor.instances", template.at("/executor/instances").asText());
    settings.put("spark.executor.cores", template.at("/executor/cores").asText());
    settings.put("spark.executor.memory", template.at("/executor/memory").asText());
    settings.forEach((key, value) -> command.addAll(List.of("--conf", key + "=" + value)));
    command.add(template.path("mainApplicationFile").asText());
    template.path("arguments").forEach(word -> command.add(word.asText()));
    return command;
  }

  /** What the container of the cron job starts, with this machine's files and address. */
  private static ChildProcess inThePod(JsonNode container, String master) {
    Map<String, String> environment = new HashMap<>(spark.environment());
    container
        .path("env")
        .forEach(
            variable ->
                environment.put(variable.path("name").asText(), variable.path("value").asText()));
    environment.merge(
        "ANCHORAGE_SUBMIT_OPTS",
        "--conf spark.driver.host=127.0.0.1 --conf spark.driver.port=0",
        (given, own) -> given + " " + own);
    environment.put("ANCHORAGE_HEAP", "512m");
    List<String> command = new ArrayList<>();
    command.add(SparkHome.deploy(container.at("/command/0").asText()).toString());
    container
        .path("args")
        .forEach(
            word ->
                command.add(
                    word.asText()
                        .replace("k8s://https://kubernetes.default.svc", master)
                        .replace("/opt/anchorage/", SparkHome.REPOSITORY + "/")
                        .replace(
                            "s3a://datasets/fashion-mnist",
                            SparkHome.REPOSITORY + "/conf/sample/fashion-mnist")
                        .replace("s3a://fields", folder.toString())));
    return ChildProcess.start(command, environment, folder.resolve("driver.log"));
  }

  private static List<JsonNode> read(String manifest) throws IOException {
    return new YAMLMapper()
        .readerFor(JsonNode.class)
        .<JsonNode>readValues(Files.readString(MANIFESTS.resolve(manifest)))
        .readAll();
  }
}
