package io.anchorage.jobs.source.record;

import io.anchorage.jobs.source.Splits;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;

/**
 * What the name of an IDX file says of it, such as {@code emnist-letters-train-images-idx3-ubyte}.
 *
 * @param subset which of several datasets in one folder, such as {@code letters}; empty for none
 * @param prefix the subset as the file has it, such as {@code emnist-letters}
 * @param split {@code train} or {@code test}
 * @param images whether it holds images; else labels
 * @param packed whether it is a .gz
 */
public record IdxName(String subset, String prefix, String split, boolean images, boolean packed) {
  private static final Pattern NAME =
      Pattern.compile(
          "(?:(.+)[-_])?(train|t10k|test)[-_](images|labels)[-._]idx\\d[-._](?:ubyte|int)(\\.gz)?");
  private static final String EMNIST = "emnist-";

  /** Null if the file is not named like an IDX file. */
  public static IdxName of(FileStatus file) {
    Matcher name = NAME.matcher(file.getPath().getName());
    if (!file.isFile() || !name.matches()) {
      return null;
    }
    return new IdxName(
        name.group(1) == null ? "" : subset(name.group(1)),
        name.group(1) == null ? "" : name.group(1),
        name.group(2).equals("train") ? Splits.TRAIN : Splits.TEST,
        name.group(3).equals("images"),
        name.group(4) != null);
  }

  /** A subset's name without the name of the family of datasets. */
  static String subset(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.startsWith(EMNIST) ? lower.substring(EMNIST.length()) : lower;
  }
}
