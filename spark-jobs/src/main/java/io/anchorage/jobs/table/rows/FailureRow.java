package io.anchorage.jobs.table.rows;

/**
 * One image without a field, and the reason.
 *
 * @param repeat which of the image's redundant fits, from 0
 * @param stage read, decode, transform or fit
 * @param error the error's class
 * @param message the error's message, on one line
 * @param recipeHash the recipe's hash, as in the manifest
 * @param inputBytes size of the file that holds the image, in bytes; -1 if unknown
 * @param inputTime its time of modification, in milliseconds since 1970; -1 if unknown
 */
public record FailureRow(
    String id,
    String split,
    int repeat,
    String stage,
    String error,
    String message,
    String recipeHash,
    long inputBytes,
    long inputTime) {
  public FailureRow {
    message = message == null ? "" : String.join(" ", message.strip().lines().toList());
  }

  public FieldKey key() {
    return new FieldKey(id, repeat);
  }

  /** The same failure, for a table of another recipe. */
  public FailureRow withRecipeHash(String other) {
    return new FailureRow(id, split, repeat, stage, error, message, other, inputBytes, inputTime);
  }
}
