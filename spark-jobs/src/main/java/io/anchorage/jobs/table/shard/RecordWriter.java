package io.anchorage.jobs.table.shard;

import java.util.List;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/** Writes the values of one record by column name. Columns come in the schema's order. */
final class RecordWriter {
  private static final String REPEATED = "list";
  private static final String ELEMENT = "element";

  private final RecordConsumer consumer;
  private final MessageType schema;

  RecordWriter(RecordConsumer consumer, MessageType schema) {
    this.consumer = consumer;
    this.schema = schema;
  }

  void start() {
    consumer.startMessage();
  }

  void end() {
    consumer.endMessage();
  }

  void text(String name, String value) {
    int index = schema.getFieldIndex(name);
    consumer.startField(name, index);
    consumer.addBinary(Binary.fromString(value));
    consumer.endField(name, index);
  }

  void integer(String name, int value) {
    int index = schema.getFieldIndex(name);
    consumer.startField(name, index);
    consumer.addInteger(value);
    consumer.endField(name, index);
  }

  void wide(String name, long value) {
    int index = schema.getFieldIndex(name);
    consumer.startField(name, index);
    consumer.addLong(value);
    consumer.endField(name, index);
  }

  void number(String name, float value) {
    int index = schema.getFieldIndex(name);
    consumer.startField(name, index);
    consumer.addFloat(value);
    consumer.endField(name, index);
  }

  void number(String name, double value) {
    int index = schema.getFieldIndex(name);
    consumer.startField(name, index);
    consumer.addDouble(value);
    consumer.endField(name, index);
  }

  void floats(String name, float[] values) {
    startList(name, values.length);
    for (float value : values) {
      element(value);
    }
    endList(name, values.length);
  }

  void floats(String name, List<Float> values) {
    startList(name, values.size());
    for (float value : values) {
      element(value);
    }
    endList(name, values.size());
  }

  private void startList(String name, int size) {
    consumer.startField(name, schema.getFieldIndex(name));
    consumer.startGroup();
    if (size > 0) {
      consumer.startField(REPEATED, 0);
    }
  }

  private void element(float value) {
    consumer.startGroup();
    consumer.startField(ELEMENT, 0);
    consumer.addFloat(value);
    consumer.endField(ELEMENT, 0);
    consumer.endGroup();
  }

  private void endList(String name, int size) {
    if (size > 0) {
      consumer.endField(REPEATED, 0);
    }
    consumer.endGroup();
    consumer.endField(name, schema.getFieldIndex(name));
  }
}
