package io.anchorage.config;

import java.util.List;

/** A config with a component of every type that the binder knows. */
record Sample(
    int count,
    long seed,
    float learningRate,
    double share,
    boolean enabled,
    String name,
    Mode mode,
    List<Float> omega,
    Inner inner,
    Shape shape,
    List<Step> steps) {

  enum Mode {
    AUTO,
    PER_IMAGE
  }

  record Inner(int depth, double targetPsnr) {
    Inner {
      if (depth < 1 || depth > 16) {
        throw new IllegalArgumentException("depth must be in 1 .. 16: " + depth);
      }
      if (depth > targetPsnr) {
        throw new IllegalArgumentException("no depth may exceed the PSNR: " + depth);
      }
    }
  }

  interface Shape {}

  record Wave(int width, Mode mode) implements Shape {}

  record Anchors(int neighbours) implements Shape {}

  sealed interface Step {
    record CenterCrop(int height, int width) implements Step {}

    record Flip(boolean rows) implements Step {
      static Flip defaults() {
        return new Flip(true);
      }
    }
  }

  static final Kinds KINDS =
      Kinds.sealed()
          .with(Shape.class, "wave", new Wave(32, Mode.AUTO))
          .with(Shape.class, "anchors", new Anchors(4));

  static Sample defaults() {
    return new Sample(
        1,
        0,
        5e-4f,
        0.25,
        false,
        "",
        Mode.AUTO,
        List.of(30f),
        new Inner(2, 40),
        new Wave(32, Mode.AUTO),
        List.of());
  }
}
