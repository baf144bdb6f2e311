package io.anchorage.jobs.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A standalone Spark cluster on 127.0.0.1: a master and two workers of two cores each, as processes
 * of their own, on the Spark that {@code deploy/make-spark} lays out. Worker 0 tells of the GPU
 * addresses 0 and 1, worker 1 of 2 and 3.
 */
public final class StandaloneCluster implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(5);
  private static final int WORKERS = 2;
  private static final Pattern MASTER_AT =
      Pattern.compile("Starting Spark master at (spark://\\S+)");
  private static final Pattern WORKER_UP = Pattern.compile("(Successfully registered with master)");

  private final Path home;
  private final SparkHome spark;
  private final List<ChildProcess> processes = new ArrayList<>();
  private String master;
  private int started;

  private StandaloneCluster(Path home, SparkHome spark) {
    this.home = home;
    this.spark = spark;
  }

  /**
   * Starts a cluster and waits until its workers are known to its master.
   *
   * @param home an empty folder, for logs, the workers' files and {@code SPARK_HOME}
   */
  public static StandaloneCluster start(Path home) {
    StandaloneCluster cluster = new StandaloneCluster(home, SparkHome.make(home.resolve("home")));
    try {
      cluster.startMaster();
      for (int worker = 0; worker < WORKERS; worker++) {
        cluster.processes.add(cluster.worker(worker));
      }
      cluster.processes.subList(1, 1 + WORKERS).forEach(worker -> worker.await(WORKER_UP, START));
      return cluster;
    } catch (IOException e) {
      cluster.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }

  /** Starts {@code spark-submit} with these arguments after the master's. */
  public ChildProcess submit(List<String> arguments, Path log) {
    return submit(List.of(), arguments, log);
  }

  /** Starts {@code spark-submit} with options for its Java and arguments after the master's. */
  public ChildProcess submit(List<String> options, List<String> arguments, Path log) {
    List<String> command = new ArrayList<>(java("512m"));
    command.add("--add-modules=jdk.incubator.vector");
    command.addAll(options);
    command.add("org.apache.spark.deploy.SparkSubmit");
    command.addAll(List.of("--master", master));
    command.addAll(arguments);
    ChildProcess driver = ChildProcess.start(command, spark.environment(), log);
    processes.add(driver);
    return driver;
  }

  /** All that the executors of a worker have said so far. */
  public String executorLog(int worker) {
    try (Stream<Path> files = Files.walk(home.resolve("work-" + worker))) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.filter(f -> f.endsWith("stderr")).toList()) {
        all.append(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
      }
      return all.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The executors of a worker that are alive. */
  public List<ProcessHandle> executors(int worker) {
    return processes
        .get(1 + worker)
        .process()
        .descendants()
        .filter(ProcessHandle::isAlive)
        .filter(
            handle ->
                handle.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend"))
        .toList();
  }

  private void startMaster() {
    List<String> command = new ArrayList<>(java("256m"));
    command.add("org.apache.spark.deploy.master.Master");
    command.addAll(List.of("--host", "127.0.0.1", "--port", "0", "--webui-port", "0"));
    processes.add(
        ChildProcess.start(command, spark.environment(), home.resolve("logs/master.log")));
    master = processes.get(0).await(MASTER_AT, START);
  }

  /** The address that applications are sent to. */
  public String master() {
    return master;
  }

  /** Kills a worker as {@code kill -9} does; its executors notice and end. */
  public void killWorker(int worker) {
    processes.get(1 + worker).kill();
  }

  /** Starts a worker in the place of one that was killed. */
  public void restartWorker(int worker) throws IOException {
    ChildProcess again = worker(worker);
    processes.set(1 + worker, again);
    again.await(WORKER_UP, START);
  }

  private ChildProcess worker(int worker) throws IOException {
    List<String> command = new ArrayList<>(java("256m"));
    command.add("-Dspark.worker.resource.gpu.amount=2");
    command.add("-Dspark.worker.resource.gpu.discoveryScript=" + discoveryScript(worker));
    command.add("org.apache.spark.deploy.worker.Worker");
    command.addAll(List.of("--host", "127.0.0.1", "--port", "0", "--webui-port", "0"));
    command.addAll(List.of("--cores", "2", "--memory", "2g"));
    command.addAll(List.of("--work-dir", home.resolve("work-" + worker).toString(), master));
    Path log = home.resolve("logs/worker-%d-%d.log".formatted(worker, started++));
    return ChildProcess.start(command, spark.environment(), log);
  }

  private Path discoveryScript(int worker) throws IOException {
    String addresses = "[\"%d\",\"%d\"]".formatted(2 * worker, 2 * worker + 1);
    String text = "#!/bin/sh\necho '{\"name\":\"gpu\",\"addresses\":" + addresses + "}'\n";
    Path script = Files.writeString(home.resolve("gpus-" + worker + ".sh"), text);
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private List<String> java(String heap) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heap);
    // What bin/spark-class adds through the launcher.
    command.addAll(
        Arrays.asList(org.apache.spark.launcher.JavaModuleOptions.defaultModuleOptionArray()));
    command.addAll(List.of("-cp", spark.jars() + "/*"));
    return command;
  }

  @Override
  public void close() {
    for (int i = processes.size() - 1; i >= 0; i--) {
      processes.get(i).close();
    }
    spark.close();
  }
}
