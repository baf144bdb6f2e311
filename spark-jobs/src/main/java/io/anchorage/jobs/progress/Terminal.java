package io.anchorage.jobs.progress;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;

/** Detects whether someone watches the output. */
public final class Terminal {
  private Terminal() {}

  /** Whether the process is attached to a terminal that can redraw a line. */
  public static boolean isInteractive() {
    String term = System.getenv("TERM");
    return term != null && !term.equals("dumb") && isTerminal(System.console());
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
