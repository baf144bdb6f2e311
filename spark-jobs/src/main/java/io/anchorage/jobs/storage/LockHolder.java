package io.anchorage.jobs.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The holder of a folder's lock, as recorded in the lock file.
 *
 * @param token unique to each acquisition
 * @param host name of the machine
 * @param namespace the PID namespace, which differs between two containers with the same host name
 * @param pid process id on that host
 * @param processStart when that process started
 * @param application Spark's application id
 * @param since when the lock was taken
 * @param heartbeat when the holder last refreshed the lock
 */
record LockHolder(
    String token,
    String host,
    String namespace,
    long pid,
    Instant processStart,
    String application,
    Instant since,
    Instant heartbeat) {
  /** A process's start time is computed from a clock that may be adjusted slightly. */
  private static final Duration START_TOLERANCE = Duration.ofSeconds(5);

  static LockHolder self(String application) {
    Instant now = Instant.now();
    return new LockHolder(
        UUID.randomUUID().toString(),
        hostName(),
        namespaceName(),
        ProcessHandle.current().pid(),
        ProcessHandle.current().info().startInstant().orElse(Instant.EPOCH),
        application,
        now,
        now);
  }

  LockHolder beating(Instant now) {
    return new LockHolder(token, host, namespace, pid, processStart, application, since, now);
  }

  boolean isSame(LockHolder other) {
    return token.equals(other.token);
  }

  /** Whether the holder's process can be looked up from here. */
  boolean isOnThisHost() {
    return host.equals(hostName()) && namespace.equals(namespaceName());
  }

  /** Whether the holder's process is running; only valid on its host. */
  boolean isAlive() {
    Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    if (process.isEmpty()) {
      return false;
    }
    Optional<Instant> start = process.get().info().startInstant();
    return start.isEmpty()
        || Duration.between(start.get(), processStart).abs().compareTo(START_TOLERANCE) < 0;
  }

  String describe() {
    return "application %s, process %d on %s, since %s".formatted(application, pid, host, since);
  }

  byte[] toJson() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("token", token);
    node.put("host", host);
    node.put("namespace", namespace);
    node.put("pid", pid);
    node.put("process_start", processStart.toString());
    node.put("application", application);
    node.put("since", since.toString());
    node.put("heartbeat", heartbeat.toString());
    return (node + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Parses a lock file; empty if it is incomplete because its holder was killed while writing it.
   */
  static Optional<LockHolder> fromJson(byte[] content) {
    try {
      JsonNode node = Json.read(new String(content, StandardCharsets.UTF_8));
      return Optional.of(
          new LockHolder(
              node.required("token").asText(),
              node.required("host").asText(),
              node.required("namespace").asText(),
              node.required("pid").asLong(),
              Instant.parse(node.required("process_start").asText()),
              node.required("application").asText(),
              Instant.parse(node.required("since").asText()),
              Instant.parse(node.required("heartbeat").asText())));
    } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  private static String namespaceName() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }
}
