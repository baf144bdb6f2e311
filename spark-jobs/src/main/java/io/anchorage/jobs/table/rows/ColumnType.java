package io.anchorage.jobs.table.rows;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import io.anchorage.field.Column;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** The type of a column's values, and its representation in Parquet. */
public enum ColumnType {
  /** A {@link String}. */
  TEXT(BINARY) {
    @Override
    Type named(String name, Repetition repetition) {
      return Types.primitive(BINARY, repetition).as(LogicalTypeAnnotation.stringType()).named(name);
    }

    @Override
    void write(Object value, RecordConsumer out) {
      out.addBinary(Binary.fromString((String) value));
    }
  },
  /** An {@link Integer}. */
  INT(INT32) {
    @Override
    void write(Object value, RecordConsumer out) {
      out.addInteger((Integer) value);
    }
  },
  /** A {@link Long}. */
  LONG(INT64) {
    @Override
    void write(Object value, RecordConsumer out) {
      out.addLong((Long) value);
    }
  },
  /** A {@link Float}. */
  NUMBER(FLOAT) {
    @Override
    void write(Object value, RecordConsumer out) {
      out.addFloat((Float) value);
    }
  },
  /** A {@link Double}. */
  PRECISE(DOUBLE) {
    @Override
    void write(Object value, RecordConsumer out) {
      out.addDouble((Double) value);
    }
  },
  /** A {@code float[]}: a list in the standard three-level form. */
  NUMBERS(FLOAT) {
    @Override
    Type named(String name, Repetition repetition) {
      return Types.list(repetition).requiredElement(FLOAT).named(name);
    }

    @Override
    void write(Object value, RecordConsumer out) {
      float[] numbers = (float[]) value;
      out.startGroup();
      if (numbers.length > 0) {
        out.startField(REPEATED, 0);
        for (float number : numbers) {
          out.startGroup();
          out.startField(ELEMENT, 0);
          out.addFloat(number);
          out.endField(ELEMENT, 0);
          out.endGroup();
        }
        out.endField(REPEATED, 0);
      }
      out.endGroup();
    }
  };

  private static final String REPEATED = "list";
  private static final String ELEMENT = "element";

  private final PrimitiveTypeName primitive;

  ColumnType(PrimitiveTypeName primitive) {
    this.primitive = primitive;
  }

  /** Returns the type of a family's column. */
  static ColumnType of(Column.Type type) {
    return switch (type) {
      case FLOAT -> NUMBER;
      case INT -> INT;
      case FLOAT_LIST -> NUMBERS;
      case TEXT -> TEXT;
    };
  }

  /** Returns a column of this type for a Parquet schema. */
  Type named(String name, Repetition repetition) {
    return Types.primitive(primitive, repetition).named(name);
  }

  /** Writes a value; the caller has already started its field. */
  abstract void write(Object value, RecordConsumer out);
}
