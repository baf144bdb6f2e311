package io.anchorage.jobs.source;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of splits. In a dataset without a test split, such as ImageNet's folders, the
 * validation split is the test split; beside a test split it is a split of its own, {@code val},
 * which {@code --split all} includes.
 */
public final class Splits {
  public static final String TRAIN = "train";
  public static final String TEST = "test";
  public static final String VAL = "val";

  /** The order of splits in a source. */
  public static final List<String> ORDER = List.of(TRAIN, TEST, VAL);

  private Splits() {}

  private static final Pattern FOLDER =
      Pattern.compile(
          "(train|training|test|testing|val|valid|validation)[-_ ]?(set|data|images?|split|20\\d\\d)");

  /**
   * The split that a folder's name stands for, or null: a split's name, perhaps with a word or a
   * year behind it, such as {@code training_set} or {@code val2017}.
   */
  public static String ofFolder(String name) {
    Matcher longer = FOLDER.matcher(name.toLowerCase(Locale.ROOT));
    return named(longer.matches() ? longer.group(1) : name);
  }

  /** The split that a folder's or a file's name stands for, or null. */
  public static String named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "train", "training" -> TRAIN;
      case "test", "testing" -> TEST;
      case "val", "valid", "validation" -> VAL;
      default -> null;
    };
  }

  /**
   * The final name of a split: {@code val} becomes {@code test} if there is no test split.
   *
   * @param all the named splits of the dataset
   */
  public static String settle(String split, Collection<String> all) {
    return split.equals(VAL) && !all.contains(TEST) ? TEST : split;
  }
}
