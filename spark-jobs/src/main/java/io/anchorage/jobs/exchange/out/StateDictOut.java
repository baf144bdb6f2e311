package io.anchorage.jobs.exchange.out;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;

/** PyTorch's files, one network in each, as the readers of published datasets load them. */
final class StateDictOut implements OutFormat.FileEach {
  private static final long serialVersionUID = 1;

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
    MlpLayers.require(form, root);
  }

  @Override
  public String path(FieldForm form, FieldRow row) {
    Matcher id = NumberedImages.ID.matcher(row.summary().id());
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
    List<MlpLayers.Layer> layers = MlpLayers.of(form);
    for (int l = 0; l < layers.size(); l++) {
      MlpLayers.Layer layer = layers.get(l);
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
