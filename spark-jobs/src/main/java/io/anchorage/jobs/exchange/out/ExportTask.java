package io.anchorage.jobs.exchange.out;

import io.anchorage.UserException;
import io.anchorage.jobs.cluster.TaskFunction;
import io.anchorage.jobs.exchange.FieldForm;
import io.anchorage.jobs.storage.HashingOutput;
import io.anchorage.jobs.storage.Sha256;
import io.anchorage.jobs.storage.StorageErrors;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.rows.FieldRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.spark.TaskContext;

/** Writes one part; runs on an executor. */
final class ExportTask implements TaskFunction<ExportPart, WrittenPart> {
  private static final long serialVersionUID = 1;

  private final StorageFolder source;
  private final StorageFolder target;
  private final OutFormat format;
  private final FieldForm form;
  private final String split;

  ExportTask(
      StorageFolder source, StorageFolder target, OutFormat format, FieldForm form, String split) {
    this.source = source;
    this.target = target;
    this.format = format;
    this.form = form;
    this.split = split;
  }

  @Override
  public String words() {
    return "export fields";
  }

  @Override
  public boolean isWorthRetrying(UserException error) {
    return error.kind() == UserException.Kind.OUTPUT;
  }

  @Override
  public WrittenPart call(ExportPart part, TaskContext context) {
    try (PartRows rows =
        new PartRows(FieldTable.open(source), part, split, context::isInterrupted)) {
      WrittenPart written = new WrittenPart(part.index(), "", 0, 0, "");
      if (rows.hasNext()) {
        written =
            format instanceof OutFormat.OneFile one
                ? write(rows, one, part)
                : write(rows, (OutFormat.FileEach) format, ListedFiles.name(part));
      }
      WrittenPart numbered = written.of(part.index());
      target.put(part.note(), numbered.json());
      return numbered;
    }
  }

  private WrittenPart write(PartRows rows, OutFormat.OneFile one, ExportPart part) {
    String unfinished = "_" + part.name() + one.suffix() + "." + UUID.randomUUID() + ".tmp";
    try {
      long count;
      HashingOutput out = new HashingOutput(target.create(unfinished));
      try (out) {
        count = one.write(form, rows, out);
      }
      String name = one.fileName(part, count);
      target.deleteQuietly(name);
      target.rename(unfinished, name);
      return new WrittenPart(0, name, count, out.getPos(), out.sha256());
    } catch (IOException | RuntimeException e) {
      target.deleteQuietly(unfinished);
      throw failed(part.name() + one.suffix(), e);
    }
  }

  /** Writes a file for each row, and one that lists them. */
  private WrittenPart write(PartRows rows, OutFormat.FileEach each, String list) {
    String name = list;
    long count = 0;
    long bytes = 0;
    StringBuilder listed = new StringBuilder();
    try {
      while (rows.hasNext()) {
        FieldRow row = rows.next();
        name = each.path(form, row);
        // A file that an earlier attempt left.
        target.deleteQuietly(name);
        HashingOutput out = new HashingOutput(target.create(name));
        try (out) {
          each.write(form, row, out);
        }
        bytes += out.getPos();
        count++;
        listed.append(ListedFiles.line(row, name));
      }
      byte[] content = listed.toString().getBytes(StandardCharsets.UTF_8);
      target.put(list, content);
      return new WrittenPart(0, list, count, bytes, Sha256.of(content));
    } catch (IOException | RuntimeException e) {
      throw failed(name, e);
    }
  }

  private RuntimeException failed(String name, Exception error) {
    return error instanceof RuntimeException fault && !StorageErrors.isOfStorage(error)
        ? fault
        : StorageErrors.writing(target.shown(name), error);
  }
}
