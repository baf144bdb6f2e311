package io.anchorage.family.functa;

import io.anchorage.field.FamilyConfig;
import io.anchorage.field.Field;
import io.anchorage.field.PublishedFields;
import io.anchorage.field.SharedParameters;
import io.anchorage.format.Tensor;
import io.anchorage.format.torch.NumpyPickle;
import io.anchorage.format.torch.TorchTensor;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of the functa paper's code, which are pickles of NumPy's arrays whatever their names
 * say: {@code NAME_modulations_Z_latents.npz} with {@code {split: {modulation: [N, z], psnr:
 * [N]}}}, and {@code NAME_params_Z_latents.npz} with {@code {params, config}}, Haiku's parameters.
 */
final class FunctaFiles implements PublishedFields {
  private static final List<String> SPLITS = List.of("train", "val", "valid", "test");

  private static final Pattern SIREN_LAYER =
      Pattern.compile(".*/modulated_siren_layer(?:_(\\d{1,3}))?/linear");

  private static final Pattern MAP_LAYER =
      Pattern.compile(".*latent_to_modulation/.*linear_(\\d{1,3})");

  @Override
  public String words() {
    return "modulations and their shared network";
  }

  @Override
  public String recipe() {
    return """
        signal: {values: unit}
        fit:
          family: {kind: functa}
        """;
  }

  @Override
  public int decibels() {
    return 30;
  }

  @Override
  public boolean oneFieldEach() {
    return false;
  }

  @Override
  public boolean isShared(String path) {
    return path.matches("(?:.*/)?[^/]*params[^/]*\\.(npz|pkl|pickle)");
  }

  @Override
  public boolean holdsFields(String path) {
    return path.matches("(?:.*/)?[^/]*modulations[^/]*\\.(npz|pkl|pickle)");
  }

  @Override
  public Common common(Content shared, Content fields) throws IOException {
    Map<String, Object> top = NumpyPickle.read(shared.bytes(), shared.path());
    Entries params = new Entries(map(top, "params", shared.path()), shared.path());
    Map<?, ?> config = map(top, "config", shared.path());
    Map<?, ?> model = map(config, "model", shared.path());
    Map<?, ?> dataset = map(config, "dataset", shared.path());
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    int siren = params.layers(SIREN_LAYER, FunctaNetwork.NETWORK, tensors);
    int mapped = params.layers(MAP_LAYER, FunctaNetwork.MAP, tensors);
    params.vector("latent_vector", FunctaNetwork.START, tensors);
    params.vector("meta_sgd_lrs", FunctaNetwork.STEP_SIZES, tensors);
    if (siren < 2 || mapped < 1 || !tensors.containsKey(FunctaNetwork.START)) {
      throw new IOException(
          "%s has no parameters of a latent modulated SIREN: modulated_siren_layer, latent_to_modulation and latent_vector"
              .formatted(shared.path()));
    }
    List<String> settings = new ArrayList<>();
    settings.add("fit.family.depth=" + (siren - 1));
    settings.add("fit.family.width=" + tensors.get(FunctaNetwork.NETWORK + ".b0").data().length);
    settings.add("fit.family.latent-dim=" + tensors.get(FunctaNetwork.START).data().length);
    List<Integer> hidden = new ArrayList<>();
    for (int l = 0; l < mapped - 1; l++) {
      hidden.add(tensors.get(FunctaNetwork.MAP + ".b" + l).data().length);
    }
    settings.add("fit.family.map-widths=" + hidden);
    settings.add("fit.family.omega=" + number(model, "w0", shared.path()));
    settings.add("fit.family.modulation=" + modulation(model));
    int channels = tensors.get(FunctaNetwork.NETWORK + ".b" + (siren - 1)).data().length;
    int side = (int) number(dataset, "resolution", shared.path());
    if (side < 1 || side > 1 << 15) {
      throw new IOException("%s has resolution %d".formatted(shared.path(), side));
    }
    return new Common(
        new SharedParameters(tensors), settings, channels, Optional.of(Grid.image(side, side)));
  }

  private static String modulation(Map<?, ?> model) {
    boolean scales = !Boolean.FALSE.equals(model.get("modulate_scale"));
    boolean shifts = !Boolean.FALSE.equals(model.get("modulate_shift"));
    return scales && shifts ? "both" : scales ? "scale" : "shift";
  }

  private static Map<?, ?> map(Map<?, ?> in, String key, String path) throws IOException {
    if (in.get(key) instanceof Map<?, ?> found) {
      return found;
    }
    throw new IOException("%s has no dictionary %s".formatted(path, key));
  }

  private static double number(Map<?, ?> in, String key, String path) throws IOException {
    if (in.get(key) instanceof Number found) {
      return found.doubleValue();
    }
    throw new IOException("%s has no number %s in its config".formatted(path, key));
  }

  /** Haiku's parameters: modules, each with its arrays. */
  private record Entries(Map<?, ?> modules, String path) {
    /** Takes the layers of a part in their order; returns how many there are. */
    int layers(Pattern names, String part, SortedMap<String, Tensor> into) throws IOException {
      int count = 0;
      for (Map.Entry<?, ?> module : modules.entrySet()) {
        Matcher name = names.matcher("/" + String.valueOf(module.getKey()).replace("/~/", "/"));
        if (name.matches() && module.getValue() instanceof Map<?, ?> arrays) {
          String number = name.group(1) == null ? "0" : name.group(1);
          into.put(part + ".W" + Integer.parseInt(number), tensor(arrays.get("w"), name.group()));
          into.put(part + ".b" + Integer.parseInt(number), tensor(arrays.get("b"), name.group()));
          count++;
        }
      }
      for (int l = 0; l < count; l++) {
        if (!into.containsKey(part + ".W" + l)
            || into.get(part + ".W" + l).shape().size() != 2
            || into.get(part + ".b" + l).shape().size() != 1) {
          throw new IOException("%s lacks layer %d of its %s".formatted(path, l, part));
        }
      }
      return count;
    }

    void vector(String name, String as, SortedMap<String, Tensor> into) throws IOException {
      for (Map.Entry<?, ?> module : modules.entrySet()) {
        if (String.valueOf(module.getKey()).endsWith(name)
            && module.getValue() instanceof Map<?, ?> arrays) {
          into.put(as, tensor(arrays.get(name), name));
        }
      }
    }

    private Tensor tensor(Object array, String name) throws IOException {
      if (!(array instanceof TorchTensor found)) {
        throw new IOException("%s has no array in %s".formatted(path, name));
      }
      return new Tensor(
          found.shape().stream().map(Math::toIntExact).toList(),
          found.floats(name + " of " + path));
    }
  }

  @Override
  public Found place(FamilyConfig config, int repeats, String path) {
    return new Found("train", path, 0, -1, Double.NaN, null);
  }

  @Override
  public void read(
      FamilyConfig config,
      int repeats,
      Content file,
      Grid grid,
      Normalisation normalisation,
      Taker taker)
      throws IOException {
    Map<String, Object> top = NumpyPickle.read(file.bytes(), file.path());
    int dim = ((FunctaConfig) config).latentDim();
    boolean any = false;
    for (String split : SPLITS) {
      if (!(top.get(split) instanceof Map<?, ?> part)) {
        continue;
      }
      any = true;
      String where = split + " of " + file.path();
      if (!(part.get("modulation") instanceof TorchTensor vectors)
          || vectors.shape().size() != 2
          || vectors.shape().get(1) != dim) {
        throw new IOException(
            "%s has no array modulation of shape [fields, %d]".formatted(where, dim));
      }
      float[] all = vectors.floats("modulation of " + where);
      double[] psnrs =
          part.get("psnr") instanceof TorchTensor given
              ? given.doubles("psnr of " + where)
              : new double[0];
      int count = all.length / dim;
      for (int i = 0; i < count; i++) {
        float[] vector = Arrays.copyOfRange(all, i * dim, (i + 1) * dim);
        for (float value : vector) {
          if (!Float.isFinite(value)) {
            throw new IOException("modulation %d of %s is not finite".formatted(i, where));
          }
        }
        Field field = Field.on(grid, normalisation).floats(FunctaFields.MODULATION, vector).build();
        taker.take(
            new Found(
                split.startsWith("val") ? "val" : split,
                Integer.toString(i),
                0,
                -1,
                psnrs.length == count ? psnrs[i] : Double.NaN,
                field));
      }
    }
    if (!any) {
      throw new IOException(
          "%s has none of the dictionaries %s".formatted(file.path(), String.join(", ", SPLITS)));
    }
  }

  @Override
  public Field placed(FamilyConfig config, Field field, Grid grid, Normalisation normalisation) {
    return Field.on(grid, normalisation)
        .floats(FunctaFields.MODULATION, field.floats(FunctaFields.MODULATION))
        .build();
  }
}
