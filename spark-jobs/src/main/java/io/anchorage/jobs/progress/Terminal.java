package io.anchorage.jobs.progress;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;

/** Whether somebody watches. */
public final class Terminal {
  private Terminal() {}

  /** Whether the process talks to a terminal that can redraw a line. */
  public static boolean isInteractive() {
    String term = System.getenv("TERM");
    return term != null && !term.equals("dumb") && isTerminal(System.console());
  }

  /** JDK 22 and later give a console where there is no terminal; earlier ones cannot be asked. */
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
