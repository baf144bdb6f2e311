package io.anchorage.learn.weight;

/**
 * How a feature of a unit changes with the unit's symmetries: a unit whose sign is flipped d times
 * and whose phase is turned by j half turns has {@code (-1)^(a d + c j)} times the feature. Grades
 * of factors add, modulo 2.
 */
enum Grade {
  /** a = 0, c = 0. */
  INVARIANT(0, 0),
  /** a = 1, c = 0: incoming weights, sin 2b. */
  SIGN(1, 0),
  /** a = 0, c = 1: cos b. */
  PHASE(0, 1),
  /** a = 1, c = 1: outgoing weights, sin b. */
  BOTH(1, 1);

  private final int sign;
  private final int phase;

  Grade(int sign, int phase) {
    this.sign = sign;
    this.phase = phase;
  }

  /** The grade of a product. */
  Grade times(Grade other) {
    int a = sign ^ other.sign;
    int c = phase ^ other.phase;
    for (Grade grade : values()) {
      if (grade.sign == a && grade.phase == c) {
        return grade;
      }
    }
    throw new AssertionError("Grades are closed under products");
  }
}
