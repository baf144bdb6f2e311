package io.anchorage.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.models.V1CronJob;
import io.kubernetes.client.openapi.models.V1Role;
import io.kubernetes.client.openapi.models.V1RoleBinding;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What {@code deploy/kubernetes} holds against Kubernetes' published schema, in which no field may
 * be unknown, and against what the commands and the container have.
 */
final class KubernetesManifestsTest {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final String IN_CONTAINER = "/opt/anchorage/";

  @Test
  void every_object_is_as_the_published_schema_says() throws IOException {
    List<String> kinds = new ArrayList<>();
    for (JsonNode object : objects()) {
      String kind = object.path("apiVersion").asText() + " " + object.path("kind").asText();
      kinds.add(kind);
      if (!kind.startsWith("sparkoperator.k8s.io/")) {
        validate(kind, object);
      }
    }
    assertThat(kinds)
        .containsExactlyInAnyOrder(
            "v1 Service",
            "batch/v1 CronJob",
            "sparkoperator.k8s.io/v1beta2 ScheduledSparkApplication",
            "v1 ServiceAccount",
            "rbac.authorization.k8s.io/v1 Role",
            "rbac.authorization.k8s.io/v1 RoleBinding");
  }

  @Test
  void a_field_that_kubernetes_does_not_know_is_refused() throws IOException {
    JsonNode job = object("CronJob");
    ((ObjectNode) job.at("/spec/jobTemplate/spec/template/spec")).put("restartpolicy", "Never");

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> validate("batch/v1 CronJob", job))
        .withMessageContaining("restartpolicy");
  }

  @Test
  void both_ways_of_a_nightly_fit_give_the_same_flags_which_the_command_knows() throws IOException {
    List<String> job = words(container().path("args"));
    List<String> application =
        words(object("ScheduledSparkApplication").at("/spec/template/arguments"));

    AnchorageCommand.line().parseArgs(job.toArray(String[]::new));
    assertThat(job).contains("--master=k8s://https://kubernetes.default.svc");
    job.removeIf(word -> word.startsWith("--master="));
    assertThat(application).isEqualTo(job);
  }

  @Test
  void files_in_the_container_are_files_that_it_gets() throws IOException {
    String copies = Files.readString(HOME.resolve("deploy/container/Containerfile"));
    List<String> named = new ArrayList<>();
    for (String manifest : manifests()) {
      for (String word : manifest.split("[\\s\"=]+", -1)) {
        int start = word.indexOf(IN_CONTAINER);
        if (start >= 0) {
          named.add(word.substring(start + IN_CONTAINER.length()));
        }
      }
    }

    assertThat(named)
        .contains("conf/arc-fashion-mnist.yaml", "spark-jobs/target/anchorage-jobs.jar");
    for (String file : named) {
      String top = file.startsWith("conf/") ? "conf" : file;
      assertThat(copies).containsPattern("COPY .*" + top + " " + IN_CONTAINER + top);
      assertThat(file.endsWith(".jar") || Files.exists(HOME.resolve(file))).as(file).isTrue();
    }
  }

  @Test
  void the_service_of_the_driver_finds_its_pod_and_its_port() throws IOException {
    JsonNode service = object("Service");
    JsonNode pod = object("CronJob").at("/spec/jobTemplate/spec/template");
    String options = "";
    for (JsonNode variable : container().path("env")) {
      if (variable.path("name").asText().equals("ANCHORAGE_SUBMIT_OPTS")) {
        options = variable.path("value").asText();
      }
    }

    assertThat(pod.at("/metadata/labels")).isEqualTo(service.at("/spec/selector"));
    assertThat(options)
        .contains("spark.driver.host=" + service.at("/metadata/name").asText())
        .contains("spark.driver.port=" + service.at("/spec/ports/0/port").asText())
        .contains("spark.kubernetes.container.image=" + container().path("image").asText());
    assertThat(pod.at("/spec/serviceAccountName")).isEqualTo(name("ServiceAccount"));
    assertThat(object("RoleBinding").at("/subjects/0/name")).isEqualTo(name("ServiceAccount"));
    assertThat(object("RoleBinding").at("/roleRef/name")).isEqualTo(name("Role"));
  }

  private static void validate(String kind, JsonNode object) throws IOException {
    JsonElement json = JsonParser.parseString(object.toString());
    switch (kind) {
      case "v1 Service" -> V1Service.validateJsonElement(json);
      case "v1 ServiceAccount" -> V1ServiceAccount.validateJsonElement(json);
      case "batch/v1 CronJob" -> V1CronJob.validateJsonElement(json);
      case "rbac.authorization.k8s.io/v1 Role" -> V1Role.validateJsonElement(json);
      case "rbac.authorization.k8s.io/v1 RoleBinding" -> V1RoleBinding.validateJsonElement(json);
      default -> throw new AssertionError("no schema for " + kind);
    }
  }

  private static JsonNode container() throws IOException {
    return object("CronJob").at("/spec/jobTemplate/spec/template/spec/containers/0");
  }

  private static JsonNode name(String kind) throws IOException {
    return object(kind).at("/metadata/name");
  }

  private static JsonNode object(String kind) throws IOException {
    for (JsonNode object : objects()) {
      if (object.path("kind").asText().equals(kind)) {
        return object;
      }
    }
    throw new AssertionError("no " + kind);
  }

  private static List<JsonNode> objects() throws IOException {
    YAMLMapper yaml = new YAMLMapper();
    List<JsonNode> objects = new ArrayList<>();
    for (String manifest : manifests()) {
      objects.addAll(yaml.readerFor(JsonNode.class).<JsonNode>readValues(manifest).readAll());
    }
    return objects;
  }

  private static List<String> manifests() throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.list(HOME.resolve("deploy/kubernetes"))) {
      for (Path file : files.sorted().toList()) {
        texts.add(Files.readString(file));
      }
    }
    return texts;
  }

  private static List<String> words(JsonNode array) {
    List<String> words = new ArrayList<>();
    array.forEach(word -> words.add(word.asText()));
    return words;
  }
}
