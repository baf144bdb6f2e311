package io.anchorage.fit.check;

import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.Cancellation;
import io.anchorage.fit.Engine;
import io.anchorage.fit.FieldOutcome;
import io.anchorage.fit.FitGroup;
import io.anchorage.fit.FitTask;
import io.anchorage.fit.Fitter;
import io.anchorage.signal.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Compares an engine with one that is bit-equal to the specification: gradients of the first step,
 * losses of the first 50 steps, PSNR after whole fits. Also measures throughput.
 */
public final class SelfTest {
  private static final int CLOSE_IMAGES = 8;
  private static final int CLOSE_STEPS = 50;

  private final Engine engine;
  private final Engine reference;
  private final int threads;

  /**
   * @param engine under test
   * @param reference bit-equal to the specification: {@code scalar} or {@code vector}
   * @param threads in use, each with a group of fits
   */
  public SelfTest(Engine engine, Engine reference, int threads) {
    this.engine = engine;
    this.reference = reference;
    this.threads = Math.max(1, threads);
  }

  /**
   * Runs one case.
   *
   * @throws BadSignalException if one of its images cannot be fitted under its recipe
   */
  public SelfTestResult run(SelfTestCase wanted) throws BadSignalException {
    List<FitTask> tasks = tasks(wanted.images());
    List<FitTask> few = tasks.subList(0, Math.min(CLOSE_IMAGES, tasks.size()));
    double gradient = gradients(wanted, few);
    double losses = losses(wanted, few);
    Fits fits = fit(engine, wanted, tasks);
    Fits expected = fit(reference, wanted, tasks);
    return new SelfTestResult(
        wanted.name(),
        tasks.size(),
        gradient,
        losses,
        fits.meanPsnr(),
        expected.meanPsnr(),
        fits.steps() / fits.seconds());
  }

  private double gradients(SelfTestCase wanted, List<FitTask> tasks) throws BadSignalException {
    double worst = 0;
    for (FitTask task : tasks) {
      double[] found = GradientProbe.gradient(engine, wanted.recipe(), wanted.shared(), task);
      double[] expected = GradientProbe.gradient(reference, wanted.recipe(), wanted.shared(), task);
      worst = Math.max(worst, GradientProbe.difference(found, expected));
    }
    return worst;
  }

  private double losses(SelfTestCase wanted, List<FitTask> tasks) throws BadSignalException {
    double worst = 0;
    try (FitGroup found = engine.open(wanted.recipe(), wanted.shared(), tasks);
        FitGroup expected = reference.open(wanted.recipe(), wanted.shared(), tasks)) {
      for (int step = 0; step < CLOSE_STEPS; step++) {
        found.step(1);
        expected.step(1);
        for (int i = 0; i < tasks.size(); i++) {
          double loss = found.sessions().get(i).lastLoss();
          double should = expected.sessions().get(i).lastLoss();
          worst = Math.max(worst, Math.abs(loss - should) / should);
        }
      }
    }
    return worst;
  }

  /** The outcome of whole fits. */
  private record Fits(double meanPsnr, double steps, double seconds) {}

  private Fits fit(Engine by, SelfTestCase wanted, List<FitTask> tasks) {
    Fitter fitter = new Fitter(by, wanted.recipe(), wanted.shared(), Cancellation.NEVER);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    long start = System.nanoTime();
    try {
      List<Future<List<FieldOutcome>>> parts = new ArrayList<>();
      int size = Math.min(fitter.groupSize(), (tasks.size() + threads - 1) / threads);
      for (int from = 0; from < tasks.size(); from += size) {
        List<FitTask> part = tasks.subList(from, Math.min(tasks.size(), from + size));
        parts.add(pool.submit(() -> fitter.fit(part)));
      }
      double psnr = 0;
      double steps = 0;
      for (Future<List<FieldOutcome>> part : parts) {
        for (FieldOutcome outcome : part.get()) {
          psnr += outcome instanceof FieldOutcome.Fitted fitted ? fitted.psnr() : Double.NaN;
          steps += outcome instanceof FieldOutcome.Fitted fitted ? fitted.steps() : 0;
        }
      }
      return new Fits(psnr / tasks.size(), steps, (System.nanoTime() - start) * 1e-9);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the self-test was interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("the self-test failed: " + e.getCause(), e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private static List<FitTask> tasks(List<Signal> images) {
    return images.stream().map(image -> new FitTask(image, 0)).toList();
  }
}
