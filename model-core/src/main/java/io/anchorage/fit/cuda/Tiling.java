package io.anchorage.fit.cuda;

/** Rounds sizes to whole tiles. */
public final class Tiling {
  private Tiling() {}

  /** The smallest multiple of {@code unit} that is at least {@code count}. */
  public static int whole(int count, int unit) {
    return Math.multiplyExact(pieces(count, unit), unit);
  }

  /** The number of pieces of at most {@code unit} that cover {@code count}. */
  public static int pieces(int count, int unit) {
    return (int) (((long) count + unit - 1) / unit);
  }
}
