package io.anchorage.jobs.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.launcher.JavaModuleOptions;

/** The command line in a JVM of its own, which a test can kill. */
final class FitProcess {
  private FitProcess() {}

  static ChildProcess start(List<String> arguments, Path log) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.add("--add-modules=jdk.incubator.vector");
    command.addAll(Arrays.asList(JavaModuleOptions.defaultModuleOptionArray()));
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add("io.anchorage.jobs.cli.Main");
    command.addAll(arguments);
    return ChildProcess.start(command, Map.of("SPARK_LOCAL_IP", "127.0.0.1"), log);
  }
}
