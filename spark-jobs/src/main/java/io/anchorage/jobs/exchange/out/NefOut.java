package io.anchorage.jobs.exchange.out;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.format.array.ArrayInfo;
import io.anchorage.format.array.ArrayTable;
import io.anchorage.format.array.ElementType;
import io.anchorage.jobs.exchange.FieldForm;
import io.anchorage.jobs.exchange.hdf5.Hdf5Writer;
import io.anchorage.jobs.storage.Json;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.FieldSummary;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The HDF5 files of fit-a-nef (S. Papa and others, 2024) and neural-field-arena: {@code params}
 * [fields, parameters] with each layer's biases before its weights [in, out], {@code param_config}
 * that names them, {@code labels}. Further datasets, which their readers pass over, keep what else
 * a field needs to come back.
 */
final class NefOut implements OutFormat.OneFile {
  private static final long serialVersionUID = 1;

  @Override
  public String name() {
    return "fit-a-nef";
  }

  @Override
  public String suffix() {
    return ".hdf5";
  }

  @Override
  public String words() {
    return "HDF5 for fit-a-nef and neural-field-arena";
  }

  @Override
  public boolean inOrder() {
    return true;
  }

  @Override
  public String fileName(ExportPart part, long rows) {
    return "nefs_%d-%d%s".formatted(part.first(), part.first() + rows, suffix());
  }

  @Override
  public void require(FieldForm form, String root) {
    MlpLayers.require(form, root);
    omega(form, root);
  }

  /** The omega of all sine layers. */
  private static double omega(FieldForm form, String root) {
    TreeSet<Double> omegas = new TreeSet<>();
    JsonNode layers = form.spec().contract().path("layers");
    for (int l = 0; l < layers.size() - 1; l++) {
      boolean sine = layers.get(l).path("activation").asText().equals("sine");
      omegas.add(sine ? layers.get(l).path("omega").asDouble() : Double.NaN);
    }
    if (omegas.size() != 1 || omegas.first().isNaN()) {
      throw new UserException(
          Kind.INPUT,
          "%s holds fields that are no SIRENs of one omega, which fit-a-nef's are; give --format hdf5"
              .formatted(root));
    }
    return omegas.first();
  }

  /** {@code nef.json} and {@code cfg.json}, which say what the networks are. */
  @Override
  public Map<String, byte[]> beside(FieldForm form) {
    List<MlpLayers.Layer> layers = MlpLayers.of(form);
    Map<String, Object> sizes = new LinkedHashMap<>();
    sizes.put("hidden_dim", layers.get(0).out());
    sizes.put("num_layers", layers.size());
    sizes.put("omega_0", omega(form, ""));
    sizes.put("output_dim", layers.get(layers.size() - 1).out());
    Map<String, Object> nef = new LinkedHashMap<>();
    nef.put("name", "SIREN");
    nef.put("params", sizes);
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("dataset", Map.of("name", form.manifest().dataset()));
    return Map.of("nef.json", Json.page(nef), "cfg.json", Json.page(config));
  }

  @Override
  public long write(FieldForm form, Iterator<FieldRow> rows, OutputStream out) throws IOException {
    List<MlpLayers.Layer> layers = MlpLayers.of(form);
    int numbers = layers.stream().mapToInt(layer -> (layer.in() + 1) * layer.out()).sum();
    String column = form.spec().parameterColumns().get(0);
    List<FieldSummary> found = new ArrayList<>();
    int channels = layers.get(layers.size() - 1).out();
    try (RowFile params = new RowFile(numbers);
        RowFile offsets = new RowFile(channels);
        RowFile scales = new RowFile(channels)) {
      while (rows.hasNext()) {
        FieldRow row = rows.next();
        params.add(biasesFirst(row.field().floats(column), layers, numbers));
        offsets.add(floats(row.field().normalisation().offset()));
        scales.add(floats(row.field().normalisation().scale()));
        found.add(row.summary());
      }
      int[] order =
          IntStream.range(0, found.size())
              .boxed()
              .sorted(Comparator.comparingLong(i -> NumberedImages.order(found.get(i))))
              .mapToInt(Integer::intValue)
              .toArray();
      List<FieldSummary> ordered = IntStream.of(order).mapToObj(found::get).toList();
      ArrayTable table = described(ordered, layers);
      long fields = found.size();
      put(table, "params", fields, numbers, params, order);
      put(table, "normalisation_offset", fields, channels, offsets, order);
      put(table, "normalisation_scale", fields, channels, scales, order);
      new Hdf5Writer().write(table, out);
      return fields;
    }
  }

  private static void put(
      ArrayTable table, String name, long fields, long numbers, RowFile rows, int[] order) {
    table.array(
        name,
        new ArrayInfo(ElementType.F32, List.of(fields, numbers)),
        sink -> rows.writeTo(sink, order));
  }

  private static ArrayTable described(List<FieldSummary> rows, List<MlpLayers.Layer> layers) {
    ArrayTable table = new ArrayTable();
    numbers(table, "labels", rows.stream().mapToLong(FieldSummary::label).toArray());
    numbers(table, "repeat", rows.stream().mapToLong(FieldSummary::repeat).toArray());
    numbers(table, "height", rows.stream().mapToLong(FieldSummary::height).toArray());
    numbers(table, "width", rows.stream().mapToLong(FieldSummary::width).toArray());
    table.text("id", rows.stream().map(FieldSummary::id).toList());
    table.text("split", rows.stream().map(FieldSummary::split).toList());
    table.text("param_config", List.of(config(layers)));
    return table;
  }

  private static void numbers(ArrayTable table, String name, long[] values) {
    table.array(
        name,
        new ArrayInfo(ElementType.I64, List.of((long) values.length)),
        sink -> RowFile.writeLongs(values, sink));
  }

  /** JSON, [name, shape] of each array in its order. */
  private static String config(List<MlpLayers.Layer> layers) {
    List<String> config = new ArrayList<>();
    for (int l = 0; l < layers.size(); l++) {
      MlpLayers.Layer layer = layers.get(l);
      String name = l < layers.size() - 1 ? "kernel_net_%d.linear".formatted(l) : "output_linear";
      config.add("[\"%s.bias\", [%d]]".formatted(name, layer.out()));
      config.add("[\"%s.kernel\", [%d, %d]]".formatted(name, layer.in(), layer.out()));
    }
    return "[" + String.join(", ", config) + "]";
  }

  private static float[] biasesFirst(float[] all, List<MlpLayers.Layer> layers, int numbers) {
    float[] row = new float[numbers];
    int at = 0;
    for (MlpLayers.Layer layer : layers) {
      System.arraycopy(all, layer.biases(), row, at, layer.out());
      at += layer.out();
      System.arraycopy(all, layer.weights(), row, at, layer.in() * layer.out());
      at += layer.in() * layer.out();
    }
    return row;
  }

  private static float[] floats(List<Float> values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i);
    }
    return floats;
  }
}
