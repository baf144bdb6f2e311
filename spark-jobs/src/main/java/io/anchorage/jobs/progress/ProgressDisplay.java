package io.anchorage.jobs.progress;

import java.io.PrintStream;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Shows progress until it is closed: on a terminal as one line that is redrawn, in a log as a new
 * line every few seconds.
 */
public final class ProgressDisplay implements AutoCloseable {
  private static final long TERMINAL_MILLIS = 250;
  private static final String REDRAW = "\r\u001b[K";

  private final PrintStream out;
  private final boolean terminal;
  private final Supplier<? extends ProgressWords> source;
  private final ScheduledExecutorService clock;
  private final int columns;
  private Future<?> ticks;
  private boolean closed;

  private ProgressDisplay(
      PrintStream out, boolean terminal, Supplier<? extends ProgressWords> source) {
    this.out = out;
    this.terminal = terminal;
    this.source = source;
    this.columns = terminal ? Terminal.columns() : 0;
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "anchorage-progress");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Starts to show progress.
   *
   * @param terminal whether {@code out} is a terminal that can redraw a line
   * @param seconds time between two lines in a log
   */
  public static ProgressDisplay show(
      PrintStream out, boolean terminal, int seconds, Supplier<? extends ProgressWords> source) {
    ProgressDisplay display = new ProgressDisplay(out, terminal, source);
    long millis = terminal ? TERMINAL_MILLIS : seconds * 1000L;
    JobGauges.show(source);
    display.start(millis);
    return display;
  }

  /** The delay starts when a line has been shown, so that late lines never pile up. */
  private void start(long millis) {
    ticks = clock.scheduleWithFixedDelay(this::draw, millis, millis, TimeUnit.MILLISECONDS);
  }

  private synchronized void draw() {
    if (closed) {
      return;
    }
    if (terminal) {
      out.print(REDRAW + BarFit.fit(source.get().bar(), columns));
    } else {
      out.println(source.get().line());
    }
    out.flush();
  }

  /** Shows the final progress and stops. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    draw();
    if (terminal) {
      out.println();
    }
    closed = true;
    ticks.cancel(false);
    clock.shutdown();
  }
}
