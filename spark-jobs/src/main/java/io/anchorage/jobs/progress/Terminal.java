package io.anchorage.jobs.progress;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;

/** Detects whether someone watches the output, and how wide their window is. */
public final class Terminal {
  private static final int USUAL_COLUMNS = 80;

  private Terminal() {}

  /** Whether the process is attached to a terminal that can redraw a line. */
  public static boolean isInteractive() {
    String term = System.getenv("TERM");
    return term != null && !term.equals("dumb") && isTerminal(System.console());
  }

  /** The terminal's columns; 80 if they cannot be found out. */
  public static int columns() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String[] size =
          new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
              .strip()
              .split(" ", -1);
      int columns = size.length == 2 ? Integer.parseInt(size[1]) : 0;
      return columns > 0 ? columns : USUAL_COLUMNS;
    } catch (IOException | NumberFormatException e) {
      return USUAL_COLUMNS;
    }
  }

  /**
   * From JDK 22 on, a console may exist without a terminal and can be asked; before, a console
   * means that there is a terminal.
   */
  private static boolean isTerminal(Console console) {
    if (console == null) {
      return false;
    }
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }
}
