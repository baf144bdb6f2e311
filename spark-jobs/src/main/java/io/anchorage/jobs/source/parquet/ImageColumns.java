package io.anchorage.jobs.source.parquet;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.source.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/**
 * Finds the column of images in the schema of a Parquet file: a struct with the images' bytes, as
 * Hugging Face has it; else a column of bytes that is named like images; else one whose first value
 * is an image.
 */
final class ImageColumns {
  private static final String USUAL = "image";
  private static final String BYTES = "bytes";
  private static final String PATH = "path";
  private static final Set<String> NAMES =
      Set.of(
          "image",
          "images",
          "img",
          "imgs",
          "image_bytes",
          "image_data",
          "img_bytes",
          "bytes",
          "content",
          "picture",
          "photo",
          "jpg",
          "jpeg",
          "png",
          "webp",
          "gif",
          "bmp",
          "tif",
          "tiff");

  private final MessageType schema;
  private final String location;
  private final Probe probe;

  /** Tells whether the first value of a column of bytes is an encoded image. */
  @FunctionalInterface
  interface Probe {
    boolean holdsImages(ImageColumn column) throws IOException;
  }

  ImageColumns(MessageType schema, String location, Probe probe) {
    this.schema = schema;
    this.location = location;
    this.probe = probe;
  }

  /** The column of a given name. */
  ImageColumn named(String name) {
    if (!schema.containsField(name)) {
      throw error("has no column %s (set by source.image-column), only %s".formatted(name, all()));
    }
    ImageColumn column = column(schema.getType(name));
    if (column == null) {
      throw error(
          "has no encoded images in column %s (set by source.image-column): %s"
              .formatted(name, whyNot(schema.getType(name))));
    }
    return column;
  }

  /** The only column of images, or the one named {@code image}. */
  ImageColumn recognised(Set<Finding> findings) throws IOException {
    List<ImageColumn> structs = new ArrayList<>();
    List<ImageColumn> usual = new ArrayList<>();
    List<ImageColumn> others = new ArrayList<>();
    for (Type type : schema.getFields()) {
      ImageColumn column = column(type);
      if (column != null && (column.bytes() != null || column.path() != null)) {
        structs.add(column);
      } else if (column != null) {
        (NAMES.contains(type.getName().toLowerCase(Locale.ROOT)) ? usual : others).add(column);
      }
    }
    if (!structs.isEmpty()) {
      return only(structs, findings);
    }
    if (!usual.isEmpty()) {
      return only(usual, findings);
    }
    List<ImageColumn> found = new ArrayList<>();
    for (ImageColumn column : others) {
      if (probe.holdsImages(column)) {
        found.add(column);
      }
    }
    if (found.isEmpty()) {
      throw none();
    }
    return only(found, findings);
  }

  private ImageColumn only(List<ImageColumn> found, Set<Finding> findings) {
    if (found.size() == 1) {
      return found.get(0);
    }
    List<String> names = found.stream().map(ImageColumn::name).toList();
    if (names.contains(USUAL)) {
      findings.add(
          Finding.guessed(
              "images: column image of %s; source.image-column takes another"
                  .formatted(String.join(", ", names))));
      return found.get(names.indexOf(USUAL));
    }
    throw error(
        "has several columns of images: %s; choose one with source.image-column"
            .formatted(String.join(", ", names)));
  }

  /** The column of images that a column may be; null if it cannot be one. */
  private static ImageColumn column(Type type) {
    if (type.isRepetition(Repetition.REPEATED)) {
      return null;
    }
    if (type.isPrimitive()) {
      return isBytes(type) ? new ImageColumn(type.getName(), null, null) : null;
    }
    GroupType struct = type.asGroupType();
    String path = struct.containsField(PATH) && isBinary(struct.getType(PATH)) ? PATH : null;
    if (struct.containsField(BYTES) && isBinary(struct.getType(BYTES))) {
      return new ImageColumn(type.getName(), BYTES, path);
    }
    if (path != null
        && struct.containsField(BYTES)
        && ColumnTypes.isNothing(struct.getType(BYTES))) {
      return new ImageColumn(type.getName(), null, path);
    }
    for (Type field : struct.getFields()) {
      if (NAMES.contains(field.getName().toLowerCase(Locale.ROOT)) && isBytes(field)) {
        return new ImageColumn(type.getName(), field.getName(), path);
      }
    }
    return null;
  }

  private static boolean isBinary(Type type) {
    return type.isPrimitive()
        && !type.isRepetition(Repetition.REPEATED)
        && type.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY;
  }

  private static boolean isBytes(Type type) {
    return isBinary(type) && type.getLogicalTypeAnnotation() == null;
  }

  private String all() {
    return ColumnTypes.names(schema.getFields());
  }

  private UserException none() {
    for (Type type : schema.getFields()) {
      boolean named = NAMES.contains(type.getName().toLowerCase(Locale.ROOT));
      if (named || ColumnTypes.holdsBytes(type)) {
        return error(
            "has no encoded images in column %s: %s".formatted(type.getName(), whyNot(type)));
      }
    }
    return error(
        "has no image column: looked for image: struct<bytes, path> or binary, found the columns %s; choose one with source.image-column"
            .formatted(all()));
  }

  /** Why a column is not one of images, and what to do. */
  private static String whyNot(Type type) {
    if (ColumnTypes.isList(type)) {
      return ColumnTypes.holdsBytes(type)
          ? "lists of images are not read; write one image a row"
          : "lists of numbers are not read; write each image as the bytes of a PNG";
    }
    if (!type.isPrimitive() && type.asGroupType().containsField("nChannels")) {
      return "it holds pixels as Spark's image source reads them; write the files' own bytes, as its"
          + " binaryFile source reads them";
    }
    if (!type.isPrimitive()) {
      return ColumnTypes.holdsBytes(type)
          ? "its bytes lie deeper than in one struct; write a column struct<bytes, path>"
          : "it is a struct without bytes; write a column struct<bytes, path>";
    }
    if (type.getLogicalTypeAnnotation()
        instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation) {
      return "it holds text, such as paths; write the images' own bytes, or list the paths in a CSV"
          + " file for source.labels";
    }
    return "it holds %s; write each image as the bytes of a PNG"
        .formatted(ColumnTypes.describe(type));
  }

  private UserException error(String what) {
    return new UserException(Kind.INPUT, "Parquet file %s %s".formatted(location, what));
  }
}
