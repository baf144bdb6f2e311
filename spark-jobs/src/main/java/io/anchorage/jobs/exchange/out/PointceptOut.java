package io.anchorage.jobs.exchange.out;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.family.Families;
import io.anchorage.field.Anchored;
import io.anchorage.format.torch.TorchWriter;
import io.anchorage.jobs.exchange.FieldForm;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.FieldSummary;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Batches of clouds as Pointcept and Point Transformer V3 take them: {@code coord} [points, 3],
 * {@code feat} [points, features], {@code offset} [clouds], where each cloud ends, and {@code
 * category} [clouds]. A cloud is put together in memory.
 */
final class PointceptOut implements OutFormat.OneFile {
  private static final long serialVersionUID = 1;
  static final long FILE_BYTES = 32L << 20;

  @Override
  public String name() {
    return "pointcept";
  }

  @Override
  public String suffix() {
    return ".pth";
  }

  @Override
  public String words() {
    return "clouds of anchors for Pointcept: coord, feat, offset";
  }

  @Override
  public long fileBytes() {
    return FILE_BYTES;
  }

  /** The anchors of a table's fields; empty if they have none. */
  static Optional<Anchored> anchored(FieldForm form) {
    return Families.all().stream()
        .filter(family -> family.name().equals(form.spec().family()))
        .findFirst()
        .flatMap(family -> family.adapters().of(Anchored.class));
  }

  @Override
  public void require(FieldForm form, String root) {
    if (anchored(form).isEmpty()) {
      throw new UserException(
          Kind.INPUT,
          "%s holds %s fields, which have no points; give --format pyg or arrow"
              .formatted(root, form.spec().family()));
    }
  }

  @Override
  public long write(FieldForm form, Iterator<FieldRow> rows, OutputStream out) throws IOException {
    Anchored anchored = anchored(form).orElseThrow();
    Joined coord = new Joined(3);
    Joined feat = null;
    List<FieldSummary> found = new ArrayList<>();
    while (rows.hasNext()) {
      FieldRow row = rows.next();
      float[] places = anchored.positions(row.field());
      float[] points = new float[places.length / 2 * 3];
      for (int p = 0; p < places.length / 2; p++) {
        points[3 * p] = places[2 * p];
        points[3 * p + 1] = places[2 * p + 1];
      }
      coord.add(points);
      feat = feat == null ? new Joined(anchored.latentDim(row.field())) : feat;
      feat.add(anchored.latents(row.field()));
      found.add(row.summary());
    }
    Map<String, Object> entries = new LinkedHashMap<>();
    entries.put("coord", coord.tensor());
    entries.put("feat", feat.tensor());
    entries.put("offset", coord.offset());
    entries.put("category", Joined.labels(found));
    entries.put("name", found.stream().map(FieldSummary::id).toList());
    entries.put("split", found.stream().map(FieldSummary::split).toList());
    TorchWriter.write(entries, out);
    return found.size();
  }
}
