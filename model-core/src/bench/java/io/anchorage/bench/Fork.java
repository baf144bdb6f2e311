package io.anchorage.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts another JVM like this one. */
final class Fork {
  private Fork() {}

  /** Runs a main class with this JVM's flags and class path; returns its exit status. */
  static int run(Class<?> main, List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    System.out.flush();
    Process process = new ProcessBuilder(command).inheritIO().start();
    Thread stop = new Thread(process::destroy);
    Runtime.getRuntime().addShutdownHook(stop);
    int status = process.waitFor();
    Runtime.getRuntime().removeShutdownHook(stop);
    return status;
  }
}
