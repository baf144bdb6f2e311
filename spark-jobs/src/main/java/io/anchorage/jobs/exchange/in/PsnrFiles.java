package io.anchorage.jobs.exchange.in;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.storage.HadoopFiles;
import io.anchorage.jobs.storage.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * What Implicit-Zoo says of its own fits: {@code train/0_50000.json}, beside the folder {@code
 * ckpts}, maps an image's index, as text, to its PSNR in dB. Each task reads a folder's files once.
 */
final class PsnrFiles implements Serializable {
  private static final long serialVersionUID = 1;

  private static final Pattern NAME = Pattern.compile("\\d{1,9}_\\d{1,9}\\.json");

  /** A million indices with their numbers are about 30 MB. */
  private static final long MOST_BYTES = 1L << 28;

  private transient Map<Path, Map<Long, Double>> read;

  /**
   * The PSNR of one fit.
   *
   * @param location of its file, such as {@code .../train/ckpts/07/000012_0000042.ckpt}
   * @param index of its image
   * @return in dB; NaN if no file says it
   * @throws UserException if a file says something else than PSNRs, or two say different ones
   */
  synchronized double of(HadoopFiles files, String location, long index) throws IOException {
    Path split = new Path(location).getParent().getParent().getParent();
    if (read == null) {
      read = new HashMap<>();
    }
    Map<Long, Double> known = read.get(split);
    if (known == null) {
      known = all(files, split);
      read.put(split, known);
    }
    return known.getOrDefault(index, Double.NaN);
  }

  private static Map<Long, Double> all(HadoopFiles files, Path folder) throws IOException {
    Map<Long, Double> all = new HashMap<>();
    for (FileStatus file : files.children(folder)) {
      if (file.isFile() && NAME.matcher(file.getPath().getName()).matches()) {
        for (Map.Entry<String, JsonNode> entry : content(files, file).properties()) {
          double psnr = psnr(file, entry);
          Double other = all.put(Long.valueOf(entry.getKey()), psnr);
          if (other != null && other != psnr) {
            throw new UserException(
                Kind.INPUT,
                "%s says that the PSNR of %s is %s dB, another file of its folder %s; remove one of them"
                    .formatted(file.getPath(), entry.getKey(), psnr, other));
          }
        }
      }
    }
    return all;
  }

  private static JsonNode content(HadoopFiles files, FileStatus file) {
    if (file.getLen() <= MOST_BYTES) {
      try (InputStream in = files.open(file.getPath().toString())) {
        JsonNode tree = Json.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        if (tree.isObject()) {
          return tree;
        }
      } catch (IOException e) {
        throw bad(file, e);
      }
    }
    throw bad(file, null);
  }

  private static double psnr(FileStatus file, Map.Entry<String, JsonNode> entry) {
    if (!entry.getKey().matches("\\d{1,9}") || !entry.getValue().isNumber()) {
      throw bad(file, null);
    }
    return entry.getValue().doubleValue();
  }

  private static UserException bad(FileStatus file, IOException error) {
    return new UserException(
        Kind.INPUT,
        "%s does not hold indices with their PSNRs, such as {\"0\": 30.1}; mend it, or remove it to import the fields without"
            .formatted(file.getPath()),
        error);
  }
}
