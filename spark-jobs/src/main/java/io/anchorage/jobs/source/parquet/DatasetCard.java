package io.anchorage.jobs.source.parquet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.anchorage.jobs.source.Listing;
import io.anchorage.jobs.storage.HadoopFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The configurations that a dataset card of Hugging Face lists: a {@code README.md} that begins
 * with YAML between two lines of dashes.
 *
 * @param configurations patterns of relative paths by the configuration's name
 */
record DatasetCard(Map<String, List<Pattern>> configurations) {
  private static final String NAME = "README.md";
  private static final int LONGEST = 1 << 20;
  private static final Pattern FRONT =
      Pattern.compile("\\A---\\r?\\n(.*?)\\r?\\n---", Pattern.DOTALL);

  /** The card of a dataset; one without configurations if there is none, or it is no such card. */
  static DatasetCard of(HadoopFiles files, String root) throws IOException {
    String text;
    try (InputStream in = files.open(Listing.location(root, NAME))) {
      text = new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
    } catch (FileNotFoundException e) {
      return new DatasetCard(Map.of());
    }
    var front = FRONT.matcher(text);
    return new DatasetCard(front.find() ? configurations(front.group(1)) : Map.of());
  }

  private static Map<String, List<Pattern>> configurations(String yaml) {
    Map<String, List<Pattern>> all = new LinkedHashMap<>();
    try {
      for (JsonNode config : new ObjectMapper(new YAMLFactory()).readTree(yaml).path("configs")) {
        List<Pattern> patterns = new ArrayList<>();
        collect(config.path("data_files"), patterns);
        if (config.hasNonNull("config_name") && !patterns.isEmpty()) {
          all.put(config.get("config_name").asText(), patterns);
        }
      }
      return all;
    } catch (JsonProcessingException e) {
      return Map.of();
    }
  }

  /** Data files are a pattern, a list of patterns, or a list of splits with such paths. */
  private static void collect(JsonNode files, List<Pattern> patterns) {
    if (files.isTextual()) {
      patterns.add(glob(files.asText()));
    } else if (files.isArray()) {
      files.forEach(file -> collect(file, patterns));
    } else if (files.isObject()) {
      collect(files.path("path"), patterns);
    }
  }

  private static Pattern glob(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      if (glob.startsWith("**/", i)) {
        regex.append("(?:.*/)?");
        i += 2;
      } else if (glob.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else if (c == '*') {
        regex.append("[^/]*");
      } else {
        regex.append(c == '?' ? "[^/]" : Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString());
  }

  /** The configurations that have any of these files, each with its own. */
  Map<String, List<Listing.Entry>> sets(List<Listing.Entry> files) {
    Map<String, List<Listing.Entry>> sets = new LinkedHashMap<>();
    configurations.forEach(
        (name, patterns) -> {
          List<Listing.Entry> own =
              files.stream()
                  .filter(file -> patterns.stream().anyMatch(p -> p.matcher(file.path()).matches()))
                  .toList();
          if (!own.isEmpty()) {
            sets.put(name, own);
          }
        });
    return sets;
  }
}
