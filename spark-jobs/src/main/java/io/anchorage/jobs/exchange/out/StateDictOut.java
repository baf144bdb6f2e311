package io.anchorage.jobs.exchange.out;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.format.Tensor;
import io.anchorage.format.torch.TorchWriter;
import io.anchorage.jobs.exchange.FieldForm;
import io.anchorage.jobs.source.Splits;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.FieldSummary;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PyTorch's files, one network in each, as the readers of published datasets load them. */
final class StateDictOut implements OutFormat.FileEach {
  private static final long serialVersionUID = 1;

  /** The part of a dataset and the number in it, with which ids of numbered images end. */
  private static final Pattern NUMBERED = Pattern.compile(".*/(train|test|val)/(\\d{1,9})");

  private static final long GREY_TRAIN = 60_000;
  private static final long COLOUR_TRAIN = 50_000;

  private final String name;
  private final String words;
  private final Naming naming;

  /** How files and layers are named. */
  sealed interface Naming extends Serializable {
    /** The path of a field's file; the image's part and number follow from its id. */
    String path(FieldSummary row, String part, long number);

    /** The name of a layer, without {@code .weight}. */
    String layer(int index, int layers);

    /** Whether the class is in the file, too. */
    boolean hasLabel();
  }

  /** DWSNets: {@code train/model_12.pth}. */
  record Dws() implements Naming {
    @Override
    public String path(FieldSummary row, String part, long number) {
      if (row.repeat() > 0) {
        throw new UserException(
            Kind.INPUT,
            "%s has several fits, for which this format has no names; give --format nfn, or arrow"
                .formatted(row.id()));
      }
      return "%s/model_%d.pth".formatted(row.split(), number);
    }

    @Override
    public String layer(int index, int layers) {
      return "seq." + index;
    }

    @Override
    public boolean hasLabel() {
      return true;
    }
  }

  /** NFN: {@code randinit_smaller_aug0_5s/net12.pth}; the fit number i is augmentation i - 1. */
  record Nfn() implements Naming {
    @Override
    public String path(FieldSummary row, String part, long number) {
      if (row.label() < 0) {
        throw new UserException(
            Kind.INPUT,
            "%s has no class, which is in the names of this format's folders; give --format dws, or arrow"
                .formatted(row.id()));
      }
      long train = row.channels() == 1 ? GREY_TRAIN : COLOUR_TRAIN;
      return "randinit_smaller%s_%ds/net%d.pth"
          .formatted(
              row.repeat() == 0 ? "" : "_aug" + (row.repeat() - 1),
              row.label(),
              part.equals(Splits.TEST) ? train + number : number);
    }

    @Override
    public String layer(int index, int layers) {
      return index < layers - 1 ? "net." + index + ".linear" : "net." + index;
    }

    @Override
    public boolean hasLabel() {
      return false;
    }
  }

  StateDictOut(String name, String words, Naming naming) {
    this.name = name;
    this.words = words;
    this.naming = naming;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String words() {
    return words;
  }

  @Override
  public String listName() {
    return "splits.json";
  }

  @Override
  public void require(FieldForm form, String root) {
    List<Layer> layers = layers(form);
    if (layers.isEmpty()) {
      throw new UserException(
          Kind.INPUT,
          "%s holds %s fields, which are not layers of weights and biases; give --format arrow"
              .formatted(root, form.spec().family()));
    }
  }

  /** A layer's place in the column of parameters. */
  private record Layer(int weights, int biases, int in, int out) {}

  /** W0, b0, W1, b1, ...; none if the layout has anything else. */
  private static List<Layer> layers(FieldForm form) {
    JsonNode layout = form.spec().layout();
    List<Layer> layers = new ArrayList<>();
    for (int l = 0; 2 * l + 1 < layout.size(); l++) {
      JsonNode weights = layout.get(2 * l);
      JsonNode biases = layout.get(2 * l + 1);
      if (!weights.path("name").asText().equals("W" + l)
          || !biases.path("name").asText().equals("b" + l)
          || !weights.path("axes").toString().equals("[\"in\",\"out\"]")
          || weights.has("channels")) {
        return List.of();
      }
      layers.add(
          new Layer(
              weights.path("offset").asInt(),
              biases.path("offset").asInt(),
              weights.path("shape").get(0).asInt(),
              weights.path("shape").get(1).asInt()));
    }
    return layout.size() == 2 * layers.size() ? layers : List.of();
  }

  @Override
  public String path(FieldForm form, FieldRow row) {
    Matcher id = NUMBERED.matcher(row.summary().id());
    if (!id.matches()) {
      throw new UserException(
          Kind.INPUT,
          "Field %s is not numbered, as the files of this format are (dataset/train/12); give --format arrow, npz or webdataset"
              .formatted(row.summary().id()));
    }
    return naming.path(row.summary(), id.group(1), Long.parseLong(id.group(2)));
  }

  @Override
  public void write(FieldForm form, FieldRow row, OutputStream out) throws IOException {
    float[] all = row.field().floats(form.spec().parameterColumns().get(0));
    Map<String, Object> entries = new LinkedHashMap<>();
    List<Layer> layers = layers(form);
    for (int l = 0; l < layers.size(); l++) {
      Layer layer = layers.get(l);
      float[] weights = new float[layer.in() * layer.out()];
      for (int i = 0; i < layer.in(); i++) {
        for (int o = 0; o < layer.out(); o++) {
          weights[o * layer.in() + i] = all[layer.weights() + i * layer.out() + o];
        }
      }
      float[] biases = new float[layer.out()];
      System.arraycopy(all, layer.biases(), biases, 0, biases.length);
      String key = naming.layer(l, layers.size());
      entries.put(key + ".weight", new Tensor(List.of(layer.out(), layer.in()), weights));
      entries.put(key + ".bias", new Tensor(List.of(layer.out()), biases));
    }
    if (naming.hasLabel() && row.summary().label() >= 0) {
      entries.put("label", row.summary().label());
    }
    TorchWriter.write(entries, out);
  }
}
