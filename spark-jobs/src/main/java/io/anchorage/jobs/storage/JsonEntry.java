package io.anchorage.jobs.storage;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One object of a JSON file, read key by key. A key that is missing or has the wrong type is a
 * one-line error that names the file and the key; keys that are not asked for are ignored.
 *
 * @param where the file's name, for messages
 * @param path path of the object in the file, such as {@code shards[3]}; empty for the root
 */
public record JsonEntry(JsonNode node, String where, String path) {
  public boolean has(String key) {
    return node.hasNonNull(key);
  }

  public String text(String key) {
    return typed(key, "a string", JsonNode::isTextual).textValue();
  }

  public long whole(String key) {
    return typed(key, "a whole number", JsonNode::isIntegralNumber).longValue();
  }

  /** A whole number that is an {@code int}. */
  public int count(String key) {
    return typed(key, "a whole number below 2^31", n -> n.isIntegralNumber() && n.canConvertToInt())
        .intValue();
  }

  public double number(String key) {
    return typed(key, "a number", JsonNode::isNumber).doubleValue();
  }

  public JsonNode tree(String key) {
    return typed(key, "an object or a list", JsonNode::isContainerNode);
  }

  public JsonEntry object(String key) {
    return new JsonEntry(typed(key, "an object", JsonNode::isObject), where, at(key));
  }

  public List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    JsonNode list = typed(key, "a list", JsonNode::isArray);
    for (int i = 0; i < list.size(); i++) {
      if (!list.get(i).isTextual()) {
        throw wrong(at(key) + "[" + i + "]", "must be a string", list.get(i));
      }
      texts.add(list.get(i).textValue());
    }
    return texts;
  }

  public <T> List<T> objects(String key, Function<JsonEntry, T> read) {
    List<T> objects = new ArrayList<>();
    JsonNode list = typed(key, "a list", JsonNode::isArray);
    for (int i = 0; i < list.size(); i++) {
      String place = at(key) + "[" + i + "]";
      if (!list.get(i).isObject()) {
        throw wrong(place, "must be an object", list.get(i));
      }
      objects.add(read.apply(new JsonEntry(list.get(i), where, place)));
    }
    return objects;
  }

  /** The enum constant that a key names in lower case. */
  public <E extends Enum<E>> E choice(String key, Class<E> type) {
    String text = text(key);
    for (E value : type.getEnumConstants()) {
      if (Json.lower(value).equals(text)) {
        return value;
      }
    }
    throw wrong(at(key), "is not a value that this version of Anchorage knows", node.get(key));
  }

  public UserException wrong(String key, String what, JsonNode value) {
    return new UserException(
        Kind.INPUT,
        "%s is damaged: %s %s: %s; restore it from a backup or make the table again"
            .formatted(where, key, what, value == null ? "missing" : Json.compact(value)));
  }

  private JsonNode typed(String key, String type, Function<JsonNode, Boolean> test) {
    JsonNode value = node.get(key);
    if (value == null || !test.apply(value)) {
      throw wrong(at(key), "must be " + type, value);
    }
    return value;
  }

  private String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
