package io.anchorage.fit;

/** Which rule ended a fit. */
public enum StopReason {
  /** The largest number of steps. */
  STEPS("steps"),
  /** The target PSNR was reached. */
  TARGET_PSNR("target-psnr"),
  /** The PSNR hardly rose any more. */
  PLATEAU("plateau");

  private final String word;

  StopReason(String word) {
    this.word = word;
  }

  /** The rule's word in tables. */
  public String word() {
    return word;
  }
}
