package io.anchorage.jobs.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.nio.charset.Charset;

/**
 * Keeps our own errors, log and progress apart from what Java and native libraries print.
 *
 * <p>The launcher passes file descriptor 2 through a filter, which drops lines that a user can do
 * nothing about, such as Java's warning about its incubator module. What a filter lets pass comes
 * late, and not at all if Ctrl-C ends it first. So our own lines take another file descriptor,
 * which is the standard error that the launcher was started with.
 */
final class StandardError {
  /** The number of the file descriptor to use; not set unless the launcher made one. */
  private static final String PROPERTY = "anchorage.stderr";

  private StandardError() {}

  /** Makes {@link System#err} what the launcher says; must come before a log is opened. */
  static void settle() {
    String number = System.getProperty(PROPERTY);
    if (number == null) {
      return;
    }
    try {
      // Opening /dev/fd/3 would begin a file anew; only the descriptor itself goes on in it.
      Constructor<FileDescriptor> of = FileDescriptor.class.getDeclaredConstructor(int.class);
      of.setAccessible(true);
      FileDescriptor descriptor = of.newInstance(Integer.parseInt(number));
      System.setErr(
          new PrintStream(new FileOutputStream(descriptor), true, Charset.defaultCharset()));
    } catch (ReflectiveOperationException | RuntimeException e) {
      // Java's own standard error remains, which comes through the filter.
      System.err.println("anchorage: -D" + PROPERTY + "=" + number + " is not used: " + e);
    }
  }
}
