package io.anchorage.jobs.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorage.jobs.cli.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLDecoder;
import java.util.regex.Pattern;

/**
 * Runs one command after another in one process, which saves the start of a Java machine for each.
 * A line of standard input is a command: its arguments, percent-encoded, separated by spaces. After
 * each, a line with {@link #END} and the exit code goes to both output streams.
 */
public final class Commands {
  /** Begins the line that ends a command's output. */
  static final String END = "\u0001end ";

  private static final Pattern SPACE = Pattern.compile(" ");

  private Commands() {}

  /** Runs commands until standard input ends. */
  public static void main(String[] args) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      int code =
          Main.run(
              SPACE
                  .splitAsStream(line)
                  .map(argument -> URLDecoder.decode(argument, UTF_8))
                  .toArray(String[]::new));
      System.out.println(END + code);
      System.out.flush();
      System.err.println(END + code);
      System.err.flush();
    }
  }
}
