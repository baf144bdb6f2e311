package io.anchorage.bench.quality;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.anchorage.config.ConfigDump;
import io.anchorage.family.Families;
import io.anchorage.signal.Signal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What other programs need to do the same work: {@code rows.json} with the last recipe of each row,
 * and its images as float32 in files of [images][points][channels].
 */
final class PeerFiles {
  private PeerFiles() {}

  static void write(Path folder, List<QualityRow> rows) throws IOException {
    Files.createDirectories(folder);
    List<Map<String, Object>> all = new ArrayList<>();
    for (QualityRow row : rows) {
      List<Signal> images = row.images().in(row.last().values());
      String file = row.name() + ".f32";
      Files.write(folder.resolve(file), bytes(images));
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("name", row.name());
      entry.put("title", row.title());
      entry.put("target", row.target());
      entry.put("of", row.of().words());
      entry.put("whole", row.whole());
      entry.put("recipe", row.last().name());
      entry.put("fit", new ConfigDump(Families.kinds()).tree(row.last().recipe()));
      entry.put("file", file);
      entry.put("images", images.size());
      entry.put("shape", images.get(0).grid().extents());
      entry.put("channels", images.get(0).channels());
      entry.put("scale", images.get(0).normalisation().scale().get(0));
      all.add(entry);
    }
    new ObjectMapper().writeValue(folder.resolve("rows.json").toFile(), all);
  }

  private static byte[] bytes(List<Signal> images) {
    int size = images.get(0).values().length;
    int channels = images.get(0).channels();
    int points = size / channels;
    ByteBuffer out =
        ByteBuffer.allocate(images.size() * size * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (Signal image : images) {
      for (int point = 0; point < points; point++) {
        for (int c = 0; c < channels; c++) {
          out.putFloat(image.values()[c * points + point]);
        }
      }
    }
    return out.array();
  }
}
