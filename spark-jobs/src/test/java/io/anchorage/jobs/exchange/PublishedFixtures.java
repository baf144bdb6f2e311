package io.anchorage.jobs.exchange;

import io.anchorage.field.SharedParameters;
import io.anchorage.fit.Engines;
import io.anchorage.fit.FitRecipe;
import io.anchorage.format.Safetensors;
import io.anchorage.format.Tensor;
import io.anchorage.format.TensorFile;
import io.anchorage.fuzz.PickleBytes;
import io.anchorage.jobs.config.JobConfigs;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.jobs.table.shard.ShardScan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/** Tables' fields in files such as the public code of their families writes. */
public final class PublishedFixtures {
  /** The frequency factor of the functa. */
  public static final double OMEGA = 20;

  private PublishedFixtures() {}

  public static FieldTable open(Path table) {
    return FieldTable.open(StorageFolder.at(table.toString(), new Configuration()));
  }

  /** All rows by their ids. */
  public static List<FieldRow> rows(Path table) {
    List<FieldRow> found = new ArrayList<>();
    try (ShardScan<FieldRow> rows = open(table).rows()) {
      rows.forEachRemaining(found::add);
    }
    found.sort((a, b) -> a.key().compareTo(b.key()));
    return found;
  }

  /** A table's shared parameters. */
  public static Map<String, Tensor> shared(Path table) throws IOException {
    return Safetensors.decode(open(table).sharedParameters(), "shared").tensors();
  }

  private static String number(FieldSummary summary) {
    return summary.id().substring(summary.id().lastIndexOf('/') + 1);
  }

  /** A shared network as another program might have learnt it. */
  public static Path network(Path file, String... settings) throws IOException {
    FitRecipe recipe = JobConfigs.load(null, List.of(settings)).fit();
    SharedParameters untrained =
        Engines.preparation(recipe, Engines.open("scalar")).orElseThrow().untrained(recipe, 1);
    Files.write(
        file, Safetensors.encode(new TensorFile(untrained.tensors(), new TreeMap<>(Map.of()))));
    return file;
  }

  /** Files as the public code writes them; anchors in another order than the table's. */
  public static Path arc(Path table, Path files) throws IOException {
    Files.createDirectories(files.resolve("train"));
    for (FieldRow row : rows(table)) {
      float[] positions = row.field().floats("positions");
      float[] latents = row.field().floats("latents");
      int anchors = positions.length / 2;
      int dim = latents.length / anchors;
      long[][] places = new long[anchors][];
      float[] turned = new float[latents.length];
      for (int i = 0; i < anchors; i++) {
        int from = anchors - 1 - i;
        places[i] = new long[] {(long) positions[2 * from], (long) positions[2 * from + 1]};
        System.arraycopy(latents, from * dim, turned, i * dim, dim);
      }
      Map<String, Object> top =
          Map.of(
              "encoder",
              Map.of(
                  "latents_pos.weight",
                  places,
                  "latents.weight",
                  new Tensor(List.of(anchors, dim), turned)),
              "psnr",
              23.5,
              "recon_path",
              "no_prediction_png_was_saved");
      String name = "%s_%d_psnr23.50.pt".formatted(number(row.summary()), row.summary().label());
      Files.write(files.resolve("train").resolve(name), PickleBytes.torch(top));
    }
    Map<String, Tensor> tensors = shared(table);
    Map<String, Object> decoder =
        Map.of(
            "mlp.0.weight", tensors.get("decoder.0.weight"),
            "mlp.0.bias", tensors.get("decoder.0.bias"),
            "mlp.3.weight", tensors.get("decoder.2.weight"),
            "mlp.3.bias", tensors.get("decoder.2.bias"));
    Files.write(files.resolve("shared-dec.pt"), PickleBytes.torch(Map.of("decoder", decoder)));
    return files;
  }

  /** Modulations and their network, as the public code writes them. */
  public static Path functa(Path table, Path files) throws IOException {
    Files.createDirectories(files);
    List<FieldRow> rows = new ArrayList<>(rows(table));
    rows.sort((a, b) -> Integer.compare(index(a), index(b)));
    int dim = rows.get(0).field().floats("modulation").length;
    float[] all = new float[dim * rows.size()];
    double[] psnrs = new double[rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i).field().floats("modulation"), 0, all, i * dim, dim);
      psnrs[i] = rows.get(i).summary().psnr();
    }
    Files.write(
        files.resolve("fashion_modulations_24_latents.npz"),
        PickleBytes.numpy(
            Map.of(
                "train",
                Map.of("modulation", new Tensor(List.of(rows.size(), dim), all), "psnr", psnrs))));
    Map<String, Tensor> tensors = shared(table);
    Map<String, Object> params = new LinkedHashMap<>();
    for (int l = 0; l < 3; l++) {
      params.put(
          "latent_modulated_siren/modulated_siren_layer%s/linear".formatted(l == 0 ? "" : "_" + l),
          Map.of("w", tensors.get("network.W" + l), "b", tensors.get("network.b" + l)));
    }
    params.put(
        "latent_modulated_siren/~/latent_to_modulation/~/mlp/~/linear_0",
        Map.of("w", tensors.get("map.W0"), "b", tensors.get("map.b0")));
    params.put(
        "latent_modulated_siren/~/latent_vector", Map.of("latent_vector", tensors.get("start")));
    Map<String, Object> config =
        Map.of(
            "model",
            Map.of("w0", OMEGA, "modulate_scale", false, "modulate_shift", true),
            "dataset",
            Map.of("resolution", 28, "num_channels", 1));
    Files.write(
        files.resolve("fashion_params_24_latents.npz"),
        PickleBytes.numpy(Map.of("params", params, "config", config)));
    return files;
  }

  private static int index(FieldRow row) {
    return Integer.parseInt(number(row.summary()));
  }

  /**
   * Implicit-Zoo's files of a table of networks 2-8-8-1: {@code
   * train/ckpts/07/000012_0000042.ckpt}, and their PSNRs in {@code train/0_N.json}.
   */
  public static Path zoo(Path table, Path folder) throws IOException {
    int[] sizes = {2, 8, 8, 1};
    StringBuilder psnrs = new StringBuilder();
    List<FieldRow> rows = rows(table);
    for (FieldRow row : rows) {
      float[] all = row.field().floats("parameters");
      Map<String, Object> params = new LinkedHashMap<>();
      int at = 0;
      for (int l = 0; l < 3; l++) {
        float[] weights = new float[sizes[l] * sizes[l + 1]];
        float[] biases = new float[sizes[l + 1]];
        for (int o = 0; o < biases.length; o++) {
          for (int i = 0; i < sizes[l]; i++) {
            weights[o * sizes[l] + i] = all[at + i * biases.length + o];
          }
        }
        System.arraycopy(all, at + weights.length, biases, 0, biases.length);
        at += weights.length + biases.length;
        params.put(
            "seq.%d.weight".formatted(l), new Tensor(List.of(sizes[l + 1], sizes[l]), weights));
        params.put("seq.%d.bias".formatted(l), new Tensor(List.of(sizes[l + 1]), biases));
      }
      int number = Integer.parseInt(number(row.summary()));
      Path file =
          folder.resolve(
              "train/ckpts/%02d/%06d_%07d.ckpt".formatted(row.summary().label(), number, 42));
      Files.createDirectories(file.getParent());
      Files.write(file, PickleBytes.torch(Map.of("params", params, "image_idx", 1)));
      psnrs
          .append(psnrs.isEmpty() ? "{" : ", ")
          .append("\"%d\": %s".formatted(number, row.summary().psnr()));
    }
    Files.writeString(folder.resolve("train/0_%d.json".formatted(rows.size())), psnrs.append('}'));
    return folder;
  }
}
