package io.anchorage.jobs.source.parquet;

import io.anchorage.UserException;
import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.jobs.config.SourceConfig.ClassFrom;
import io.anchorage.jobs.source.Finding;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Finds the column of labels in the schema of a Parquet file: {@code label} or {@code labels}; else
 * the only one that Hugging Face's metadata calls a class label, or that is named like one. Several
 * such columns are left alone, and so are lists: images are of use without labels, too.
 */
final class LabelColumns {
  private static final List<String> USUAL = List.of("label", "labels");
  private static final Pattern LIKE =
      Pattern.compile(
          "(.*[^a-z])?(label|labels|class|classes|category|target|cls|digit)(_id|_idx)?");

  private final MessageType schema;
  private final Features features;
  private final ImageColumn image;
  private final ParquetFile file;
  private final Set<Finding> findings;

  LabelColumns(
      MessageType schema,
      Features features,
      ImageColumn image,
      ParquetFile file,
      Set<Finding> findings) {
    this.schema = schema;
    this.features = features;
    this.image = image;
    this.file = file;
    this.findings = findings;
  }

  /** The column; null if there is none. */
  LabelColumn choose(SourceConfig config) {
    if (config.classFrom() == ClassFrom.NONE) {
      return null;
    }
    if (!config.labelColumn().isEmpty()) {
      return schema.containsField(config.labelColumn())
          ? required(schema.getType(config.labelColumn()))
          : folder(config.labelColumn());
    }
    for (String name : USUAL) {
      for (Type type : schema.getFields()) {
        if (type.getName().toLowerCase(Locale.ROOT).equals(name)) {
          if (type.isPrimitive() && !type.isRepetition(Type.Repetition.REPEATED)) {
            return required(type);
          }
          findings.add(
              Finding.leftOut(
                  "labels: column %s holds %s, which are not read"
                      .formatted(type.getName(), ColumnTypes.describe(type))));
        }
      }
    }
    for (String name : USUAL) {
      if (file.partitions().containsKey(name)) {
        return folder(name);
      }
    }
    return guessed();
  }

  /** The column that folders such as {@code label=cat} stand for; null if there are none. */
  private LabelColumn folder(String name) {
    String value = file.partitions().get(name);
    return value == null ? null : new LabelColumn(name, LabelColumn.Kind.FOLDER, List.of(), value);
  }

  private LabelColumn required(Type type) {
    LabelColumn column = column(type);
    if (column == null) {
      throw new UserException(
          UserException.Kind.INPUT,
          "Parquet file %s has no classes in column %s: it holds %s; choose a column of whole numbers or texts with source.label-column, or none with source.class-from: none"
              .formatted(file.location(), type.getName(), ColumnTypes.describe(type)));
    }
    return column;
  }

  private LabelColumn guessed() {
    List<Type> classLabels = columns(type -> features.isClassLabel(type.getName()));
    List<Type> like =
        classLabels.isEmpty()
            ? columns(type -> LIKE.matcher(type.getName().toLowerCase(Locale.ROOT)).matches())
            : classLabels;
    if (like.size() == 1) {
      findings.add(
          Finding.guessed(
              "labels: column %s; source.label-column takes another".formatted(names(like))));
      return column(like.get(0));
    }
    List<Type> any = like.isEmpty() ? columns(type -> true) : like;
    if (!any.isEmpty()) {
      findings.add(
          Finding.guessed(
              "no labels: they could be in %s; choose with source.label-column"
                  .formatted(names(any))));
    }
    return null;
  }

  private static String names(List<Type> columns) {
    return String.join(" or ", columns.stream().map(Type::getName).toList());
  }

  /** The columns other than the images' that can hold labels. */
  private List<Type> columns(Predicate<Type> which) {
    return schema.getFields().stream()
        .filter(type -> !type.getName().equals(image.name()))
        .filter(type -> LabelColumn.kind(type) != null)
        .filter(which)
        .toList();
  }

  private LabelColumn column(Type type) {
    LabelColumn.Kind kind = LabelColumn.kind(type);
    return kind == null
        ? null
        : new LabelColumn(type.getName(), kind, features.names(type.getName()), "");
  }
}
