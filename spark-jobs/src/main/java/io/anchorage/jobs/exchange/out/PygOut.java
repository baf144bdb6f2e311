package io.anchorage.jobs.exchange.out;

import io.anchorage.field.Anchored;
import io.anchorage.format.torch.LongTensor;
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
import java.util.stream.LongStream;

/**
 * What {@code torch_geometric.data.InMemoryDataset.load} takes: a dictionary of joined arrays, and
 * where each graph begins in them. A graph is a field's anchors, without edges, or the units of a
 * coordinate MLP: {@code x} biases (0 of the inputs), {@code edge_attr} weights. A file is put
 * together in memory.
 */
final class PygOut implements OutFormat.OneFile {
  private static final long serialVersionUID = 1;

  @Override
  public String name() {
    return "pyg";
  }

  @Override
  public String suffix() {
    return ".pt";
  }

  @Override
  public String words() {
    return "graphs for PyTorch Geometric: anchors, or units of an MLP";
  }

  @Override
  public long fileBytes() {
    return PointceptOut.FILE_BYTES;
  }

  @Override
  public void require(FieldForm form, String root) {
    if (PointceptOut.anchored(form).isEmpty()) {
      MlpLayers.require(form, root);
    }
  }

  /** A file's content as it grows. */
  private static final class Graphs {
    private final Map<String, Object> data = new LinkedHashMap<>();
    private final Map<String, Object> slices = new LinkedHashMap<>();
    private final List<FieldSummary> found = new ArrayList<>();

    void put(String name, Object values, LongTensor begins) {
      data.put(name, values);
      slices.put(name, begins);
    }

    void put(String name, Joined values) {
      put(name, values.tensor(), values.slices());
    }

    long write(OutputStream out) throws IOException {
      LongTensor each = Joined.longs(LongStream.rangeClosed(0, found.size()).boxed().toList());
      put("y", Joined.labels(found), each);
      put("id", found.stream().map(FieldSummary::id).toList(), each);
      put("split", found.stream().map(FieldSummary::split).toList(), each);
      TorchWriter.writeTuple(List.of(data, slices), out);
      return found.size();
    }
  }

  @Override
  public long write(FieldForm form, Iterator<FieldRow> rows, OutputStream out) throws IOException {
    Graphs graphs = new Graphs();
    if (PointceptOut.anchored(form).isPresent()) {
      anchors(PointceptOut.anchored(form).get(), rows, graphs);
    } else {
      units(form, rows, graphs);
    }
    return graphs.write(out);
  }

  private static void anchors(Anchored anchored, Iterator<FieldRow> rows, Graphs graphs) {
    Joined positions = new Joined(2);
    Joined latents = null;
    while (rows.hasNext()) {
      FieldRow row = rows.next();
      positions.add(anchored.positions(row.field()));
      latents = latents == null ? new Joined(anchored.latentDim(row.field())) : latents;
      latents.add(anchored.latents(row.field()));
      graphs.found.add(row.summary());
    }
    graphs.put("x", latents);
    graphs.put("pos", positions);
  }

  private static void units(FieldForm form, Iterator<FieldRow> rows, Graphs graphs) {
    List<MlpLayers.Layer> layers = MlpLayers.of(form);
    String column = form.spec().parameterColumns().get(0);
    int inputs = layers.get(0).in();
    int units = inputs + layers.stream().mapToInt(MlpLayers.Layer::out).sum();
    int edges = layers.stream().mapToInt(layer -> layer.in() * layer.out()).sum();
    Joined biases = new Joined(1);
    Joined weights = new Joined(1);
    while (rows.hasNext()) {
      FieldRow row = rows.next();
      float[] all = row.field().floats(column);
      float[] x = new float[units];
      float[] w = new float[edges];
      int unit = inputs;
      int edge = 0;
      for (MlpLayers.Layer layer : layers) {
        System.arraycopy(all, layer.biases(), x, unit, layer.out());
        System.arraycopy(all, layer.weights(), w, edge, layer.in() * layer.out());
        unit += layer.out();
        edge += layer.in() * layer.out();
      }
      biases.add(x);
      weights.add(w);
      graphs.found.add(row.summary());
    }
    graphs.put("x", biases);
    graphs.put("edge_attr", weights);
    graphs.put("edge_index", edgeIndex(layers, edges, graphs.found.size()), weights.slices());
  }

  /** [2, edges of all graphs]: from unit and to unit, in the order of the weights [in, out]. */
  private static LongTensor edgeIndex(List<MlpLayers.Layer> layers, int edges, int graphs) {
    long[] one = new long[2 * edges];
    long from = 0;
    int edge = 0;
    for (MlpLayers.Layer layer : layers) {
      for (int i = 0; i < layer.in(); i++) {
        for (int o = 0; o < layer.out(); o++) {
          one[edge] = from + i;
          one[edges + edge++] = from + layer.in() + o;
        }
      }
      from += layer.in();
    }
    int columns = Math.multiplyExact(edges, graphs);
    long[] all = new long[Math.multiplyExact(2, columns)];
    for (int g = 0; g < graphs; g++) {
      System.arraycopy(one, 0, all, g * edges, edges);
      System.arraycopy(one, edges, all, columns + g * edges, edges);
    }
    return new LongTensor(List.of(2, columns), all);
  }
}
