package io.anchorage.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.config.ConfigNode.Scalar;
import io.anchorage.config.ConfigNode.Section;
import io.anchorage.config.ConfigNode.Sequence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads YAML (and so JSON) into {@link ConfigNode}s. Scalars keep their text: {@code 5e-4}, which
 * is a string in YAML 1.1 because it has no dot, is a number wherever a number is expected.
 * Duplicate keys, anchors and several documents are errors.
 */
public final class ConfigReader {
  private static final YAMLFactory YAML = new YAMLFactory();

  private final YAMLParser parser;
  private final String place;
  private final boolean lines;

  private ConfigReader(YAMLParser parser, String place, boolean lines) {
    this.parser = parser;
    this.place = place;
    this.lines = lines;
  }

  /** Reads a file. */
  public static Section read(Path file) {
    try {
      return parse(Files.readString(file), file.toString());
    } catch (NoSuchFileException e) {
      throw new UserException(
          Kind.CONFIG, "Config file does not exist: " + file + "; check --config", e);
    } catch (CharacterCodingException e) {
      throw new UserException(Kind.CONFIG, "Config file is not UTF-8 text: " + file, e);
    } catch (IOException e) {
      throw new UserException(
          Kind.CONFIG,
          "Config file cannot be read: " + file + " (" + e.getClass().getSimpleName() + ")",
          e);
    }
  }

  /**
   * Reads text.
   *
   * @param place the name of the text in messages, e.g. the file's name
   */
  public static Section parse(String text, String place) {
    ConfigNode root = read(text, place, true);
    if (root instanceof Section section) {
      return section;
    }
    if (root instanceof Scalar scalar && scalar.empty()) {
      return new Section(Map.of(), root.origin());
    }
    throw error("A config must be keys and values, not " + root, root.origin());
  }

  /** Parses one value of a flag. */
  static ConfigNode value(String text, String place) {
    return read(text, place, false);
  }

  private static ConfigNode read(String text, String place, boolean lines) {
    try (YAMLParser parser = YAML.createParser(text)) {
      ConfigReader reader = new ConfigReader(parser, place, lines);
      if (parser.nextToken() == null) {
        return new Scalar("", true, reader.origin());
      }
      ConfigNode root = reader.node();
      if (parser.nextToken() != null) {
        throw error("A config must be one YAML document", reader.origin());
      }
      return root;
    } catch (JsonProcessingException e) {
      String problem = e.getOriginalMessage().lines().findFirst().orElse("syntax error");
      int line = lines && e.getLocation() != null ? e.getLocation().getLineNr() : 0;
      throw new UserException(
          Kind.CONFIG, "Not valid YAML: " + problem + " (" + new Origin(place, line) + ")", e);
    } catch (IOException e) {
      throw new UncheckedIOException("Text in memory cannot fail to be read", e);
    }
  }

  private ConfigNode node() throws IOException {
    if (parser.isCurrentAlias() || parser.getObjectId() != null) {
      throw error("YAML anchors and aliases are not allowed in a config", origin());
    }
    Origin origin = origin();
    return switch (parser.currentToken()) {
      case START_OBJECT -> section(origin);
      case START_ARRAY -> sequence(origin);
      case VALUE_NULL -> new Scalar("", true, origin);
      default -> new Scalar(parser.getText(), false, origin);
    };
  }

  private Section section(Origin origin) throws IOException {
    Map<String, ConfigNode> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      Origin here = origin();
      parser.nextToken();
      if (entries.containsKey(key)) {
        throw error("Key " + key + " is given twice, first at " + entries.get(key).origin(), here);
      }
      entries.put(key, node());
    }
    return new Section(entries, origin);
  }

  private Sequence sequence(Origin origin) throws IOException {
    List<ConfigNode> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node());
    }
    return new Sequence(items, origin);
  }

  private Origin origin() {
    return new Origin(place, lines ? Math.max(1, parser.currentTokenLocation().getLineNr()) : 0);
  }

  private static UserException error(String message, Origin origin) {
    return new UserException(Kind.CONFIG, message + " (" + origin + ")");
  }
}
