package io.anchorage.jobs.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An S3 on 127.0.0.1: S3Proxy in a process of its own, which keeps each object as a file {@code
 * BUCKET/KEY} below a folder.
 */
final class S3Server implements AutoCloseable {
  private static final Path CLASS_PATH = Path.of("src/s3-server/target/class-path.txt");
  private static final Duration START = Duration.ofMinutes(2);
  private static final Pattern HALF_OBJECT =
      Pattern.compile(".*-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path objects;
  private final URI endpoint;
  private final ChildProcess process;

  private S3Server(Path objects, URI endpoint, ChildProcess process) {
    this.objects = objects;
    this.endpoint = endpoint;
    this.process = process;
  }

  /**
   * Starts a server and waits until it answers.
   *
   * @param folder an empty folder
   */
  static S3Server start(Path folder) throws IOException {
    if (!Files.exists(CLASS_PATH)) {
      throw new AssertionError(
          "No class path of S3Proxy: run  mvn -pl spark-jobs/src/s3-server process-resources");
    }
    Path objects = Files.createDirectories(folder.resolve("objects"));
    URI endpoint = URI.create("http://127.0.0.1:" + freePort());
    Path settings = folder.resolve("s3proxy.conf");
    Files.writeString(
        settings,
        """
        s3proxy.endpoint=%s
        s3proxy.authorization=none
        jclouds.provider=filesystem-nio2
        jclouds.identity=nobody
        jclouds.credential=nothing
        jclouds.filesystem.basedir=%s
        """
            .formatted(endpoint, objects));
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            Files.readString(CLASS_PATH).strip(),
            "org.gaul.s3proxy.Main",
            "--properties",
            settings.toString());
    ChildProcess process = ChildProcess.start(command, Map.of(), folder.resolve("s3proxy.log"));
    S3Server server = new S3Server(objects, endpoint, process);
    try {
      process.await("an answer", START, server::answers);
    } catch (AssertionError e) {
      server.close();
      throw e;
    }
    return server;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private boolean answers() {
    return lists("");
  }

  private boolean lists(String bucket) {
    HttpRequest list = HttpRequest.newBuilder(endpoint.resolve("/" + bucket)).build();
    try {
      return client.send(list, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Makes a bucket, or an object {@code BUCKET/KEY}. */
  void put(String name, byte[] content) {
    HttpRequest put =
        HttpRequest.newBuilder(endpoint.resolve("/" + name))
            .PUT(BodyPublishers.ofByteArray(content))
            .build();
    try {
      int status = client.send(put, BodyHandlers.discarding()).statusCode();
      if (status != 200) {
        throw new AssertionError("PUT " + name + ": status " + status);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /**
   * Forgets the objects whose client died while sending them. In S3 such an object never was.
   * S3Proxy leaves the file {@code KEY-UUID} beside the others and answers every listing of it with
   * status 500.
   */
  void forgetHalfObjects(String bucket) {
    int[] quiet = new int[1];
    process.await(
        "a listing of " + bucket,
        START,
        () -> {
          // More than once: what the client sent last may be still on its way.
          if (lists(bucket)) {
            return ++quiet[0] == 10;
          }
          quiet[0] = 0;
          deleteHalfObjects(onDisk(bucket));
          return false;
        });
  }

  private static void deleteHalfObjects(Path bucket) {
    try (Stream<Path> files = Files.walk(bucket)) {
      for (Path half : files.filter(f -> HALF_OBJECT.matcher(f.toString()).matches()).toList()) {
        Files.deleteIfExists(half);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where an object is kept on this machine's disk. */
  Path onDisk(String name) {
    return objects.resolve(name);
  }

  /** What {@code core-site.xml} says of it. */
  String coreSite() {
    Map<String, String> settings =
        Map.of(
            "fs.s3a.endpoint", endpoint.toString(),
            "fs.s3a.endpoint.region", "us-east-1",
            "fs.s3a.path.style.access", "true",
            "fs.s3a.access.key", "nobody",
            "fs.s3a.secret.key", "nothing");
    StringBuilder xml = new StringBuilder("<configuration>\n");
    settings.forEach(
        (key, value) ->
            xml.append(
                "<property><name>%s</name><value>%s</value></property>%n".formatted(key, value)));
    return xml.append("</configuration>\n").toString();
  }

  @Override
  public void close() {
    process.close();
  }
}
