package io.anchorage.jobs.learn;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which of a model's classes each class of a table is. Classes are the same if their names are; a
 * table may number them otherwise, lack some, or have some that the model does not know.
 *
 * @param toModel from the table's class number to the model's, of the classes that both have
 * @param byName whether names were compared; if not, numbers were, since one side has no names
 * @param unknown the classes of the scored split that the model does not know: fields by name
 * @param unlabelled how many fields of the scored split have no label
 */
record ClassMatch(
    Map<Integer, Integer> toModel, boolean byName, Map<String, Long> unknown, long unlabelled) {

  /**
   * Matches the classes that occur in a split of a table.
   *
   * @param model the model's class names by number; numbers as text if it learnt without names
   */
  static ClassMatch of(List<String> model, TableClasses table, String split) {
    ClassMatch byName = by(true, model, table, split);
    boolean oneHasNone = isNumbers(model) || !table.named();
    return byName.toModel.isEmpty() && oneHasNone ? by(false, model, table, split) : byName;
  }

  private static ClassMatch by(boolean name, List<String> model, TableClasses table, String split) {
    Map<Integer, Integer> same = new TreeMap<>();
    Map<String, Long> unknown = new LinkedHashMap<>();
    table
        .occurring(split)
        .forEach(
            (number, fields) -> {
              int found = name ? named(model, table.names(), number) : number;
              if (found >= 0 && found < model.size()) {
                same.put(number, found);
              } else {
                unknown.merge(table.names().get(number), fields, Long::sum);
              }
            });
    return new ClassMatch(same, name, unknown, table.unlabelled(split));
  }

  /**
   * The model's class of the same name, or -1. Several classes of one name (there are two cranes in
   * ImageNet) can only be told apart by their numbers.
   */
  private static int named(List<String> model, List<String> names, int number) {
    String name = names.get(number);
    if (number < model.size() && model.get(number).equals(name)) {
      return number;
    }
    boolean unique =
        model.indexOf(name) == model.lastIndexOf(name)
            && names.indexOf(name) == names.lastIndexOf(name);
    return unique ? model.indexOf(name) : -1;
  }

  private static boolean isNumbers(List<String> classes) {
    for (int c = 0; c < classes.size(); c++) {
      if (!classes.get(c).equals(Integer.toString(c))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Checks that there is a class to score.
   *
   * @throws UserException of kind INPUT if the model knows none of the table's classes
   */
  void requireSome(String modelRoot, List<String> model, String tableRoot) {
    if (toModel.isEmpty()) {
      throw new UserException(
          Kind.INPUT,
          "%s knows the classes %s, %s has %s; evaluate it on a table of its own classes, or use predict"
              .formatted(modelRoot, some(model), tableRoot, some(List.copyOf(unknown.keySet()))));
    }
  }

  /** Lines on what was left out of a score and how classes were matched; none if all is plain. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (!byName && !toModel.isEmpty()) {
      notes.add("classes matched by number, since the model or the table has no names");
    }
    if (unlabelled > 0) {
      notes.add("not scored: %,d fields without a label".formatted(unlabelled));
    }
    if (!unknown.isEmpty()) {
      long fields = unknown.values().stream().mapToLong(Long::longValue).sum();
      notes.add(
          "not scored: %,d fields of %d classes that the model does not know: %s"
              .formatted(fields, unknown.size(), some(List.copyOf(unknown.keySet()))));
    }
    return notes;
  }

  /** The first few of a list, and how many more there are. */
  static String some(List<String> names) {
    int shown = 12;
    return names.size() <= shown
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, shown))
            + " and %d more".formatted(names.size() - shown);
  }
}
