package io.anchorage.jobs.source;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.source.SourceImage.Decoded;
import io.anchorage.jobs.source.SourceImage.Unreadable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/**
 * A dataset whose classes are numbered as a table numbers them: by name, with names that are new to
 * the table at the end. The number of a name never changes, whatever classes a dataset gains or
 * loses.
 */
public final class NumberedClasses implements ImageSource {
  private static final long serialVersionUID = 1;
  private static final int NO_NAME = -1;

  private final ImageSource images;
  private final List<String> names;

  /** The table's number of each of the source's numbers. */
  private final int[] numbers;

  private final boolean isIdentity;

  private NumberedClasses(ImageSource images, List<String> names, int[] numbers) {
    this.images = images;
    this.names = List.copyOf(names);
    this.numbers = numbers;
    boolean same = true;
    for (int i = 0; i < numbers.length; i++) {
      same &= numbers[i] == i;
    }
    this.isIdentity = same;
  }

  /**
   * Numbers a dataset's classes.
   *
   * @param images the dataset
   * @param known the table's class names by class number; empty for a new table
   * @throws UserException if a name stands for two classes and their numbers have changed
   */
  public static NumberedClasses of(ImageSource images, List<String> known) {
    List<String> own = images.labelNames();
    List<String> names = new ArrayList<>(known.isEmpty() ? own : known);
    int[] numbers = new int[own.size()];
    for (int i = 0; i < numbers.length; i++) {
      String name = own.get(i);
      if (known.isEmpty() || (i < known.size() && known.get(i).equals(name))) {
        numbers[i] = i;
      } else if (name.isEmpty()) {
        numbers[i] = NO_NAME;
      } else {
        requireUnique(name, own, known);
        if (!names.contains(name)) {
          names.add(name);
        }
        numbers[i] = names.indexOf(name);
      }
    }
    return new NumberedClasses(images, names, numbers);
  }

  /** Refuses a name that stands for two classes, one of which has moved. */
  private static void requireUnique(String name, List<String> own, List<String> known) {
    if (Collections.frequency(own, name) > 1 || Collections.frequency(known, name) > 1) {
      throw new UserException(
          Kind.INPUT,
          ("Two classes are called '%s', and the dataset numbers them otherwise than the table: name"
                  + " them apart, or choose another --output")
              .formatted(name));
    }
  }

  @Override
  public String dataset() {
    return images.dataset();
  }

  @Override
  public Iterator<ItemRef> items() {
    return images.items();
  }

  /** Returns the table's names, with those that are new to it at the end. */
  @Override
  public List<String> labelNames() {
    return names;
  }

  @Override
  public String className(ItemRef item) {
    return images.className(item);
  }

  @Override
  public List<Finding> findings() {
    return images.findings();
  }

  @Override
  public Iterator<SourceImage> read(List<ItemRef> items) {
    Iterator<SourceImage> read = images.read(items);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return read.hasNext();
      }

      @Override
      public SourceImage next() {
        SourceImage image = read.next();
        return image instanceof Decoded decoded ? numbered(decoded) : image;
      }
    };
  }

  private SourceImage numbered(Decoded image) {
    int label = image.label();
    if (label < 0) {
      return image;
    }
    if (label < numbers.length && numbers[label] != NO_NAME) {
      String name = names.get(numbers[label]);
      return new Decoded(image.item(), image.raster(), numbers[label], name);
    }
    if (!isIdentity) {
      return new Unreadable(
          image.item(),
          "read",
          "UnnamedClass",
          "class %d has no name in the dataset, and the table numbers classes by name: name it"
              .formatted(label));
    }
    String name = label < names.size() ? names.get(label) : image.labelName();
    return new Decoded(image.item(), image.raster(), label, name);
  }
}
