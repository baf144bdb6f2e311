package io.anchorage.signal.codec.webp;

/** The inverse transforms of RFC 6386, sections 14.3 and 14.4, with their exact rounding. */
final class Vp8Transform {
  /** sqrt(2) cos(pi / 8) - 1 and sqrt(2) sin(pi / 8), of 2^16. */
  private static final int COSINE_LESS_ONE = 20_091;

  private static final int SINE = 35_468;

  private Vp8Transform() {}

  /**
   * The Walsh-Hadamard transform of the DCs of the 16 luma blocks.
   *
   * @param in 16 coefficients; overwritten
   * @param out the first coefficient of each block of 16
   */
  static void lumaDcs(int[] in, int[] out) {
    for (int i = 0; i < 4; i++) {
      int a = in[i] + in[12 + i];
      int b = in[4 + i] + in[8 + i];
      int c = in[4 + i] - in[8 + i];
      int d = in[i] - in[12 + i];
      in[i] = a + b;
      in[4 + i] = c + d;
      in[8 + i] = a - b;
      in[12 + i] = d - c;
    }
    for (int i = 0; i < 16; i += 4) {
      int a = in[i] + in[i + 3];
      int b = in[i + 1] + in[i + 2];
      int c = in[i + 1] - in[i + 2];
      int d = in[i] - in[i + 3];
      out[16 * i] = (a + b + 3) >> 3;
      out[16 * (i + 1)] = (c + d + 3) >> 3;
      out[16 * (i + 2)] = (a - b + 3) >> 3;
      out[16 * (i + 3)] = (d - c + 3) >> 3;
    }
  }

  /** Adds the inverse cosine transform of a block to its prediction in a plane. */
  static void add(int[] in, int from, Vp8Plane plane, int at) {
    int[] half = new int[16];
    for (int i = 0; i < 4; i++) {
      int a = in[from + i] + in[from + 8 + i];
      int b = in[from + i] - in[from + 8 + i];
      int c = sine(in[from + 4 + i]) - cosine(in[from + 12 + i]);
      int d = cosine(in[from + 4 + i]) + sine(in[from + 12 + i]);
      half[i] = a + d;
      half[12 + i] = a - d;
      half[4 + i] = b + c;
      half[8 + i] = b - c;
    }
    for (int i = 0; i < 4; i++) {
      int a = half[4 * i] + half[4 * i + 2];
      int b = half[4 * i] - half[4 * i + 2];
      int c = sine(half[4 * i + 1]) - cosine(half[4 * i + 3]);
      int d = cosine(half[4 * i + 1]) + sine(half[4 * i + 3]);
      int to = at + i * plane.stride;
      plane.add(to, (a + d + 4) >> 3);
      plane.add(to + 1, (b + c + 4) >> 3);
      plane.add(to + 2, (b - c + 4) >> 3);
      plane.add(to + 3, (a - d + 4) >> 3);
    }
  }

  private static int cosine(int x) {
    return x + ((x * COSINE_LESS_ONE) >> 16);
  }

  private static int sine(int x) {
    return (x * SINE) >> 16;
  }
}
