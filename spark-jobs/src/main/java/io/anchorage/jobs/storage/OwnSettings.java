package io.anchorage.jobs.storage;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/** Sends Hadoop's settings to executors: those that differ from the defaults, which all have. */
final class OwnSettings {
  private OwnSettings() {}

  static void write(Configuration settings, ObjectOutputStream out) throws IOException {
    Configuration defaults = new Configuration();
    Map<String, String> own = new TreeMap<>();
    for (Map.Entry<String, String> entry : settings) {
      if (!entry.getValue().equals(defaults.getRaw(entry.getKey()))) {
        own.put(entry.getKey(), entry.getValue());
      }
    }
    out.writeObject(own);
  }

  static Configuration read(ObjectInputStream in) throws IOException, ClassNotFoundException {
    Configuration settings = new Configuration();
    ((Map<?, ?>) in.readObject())
        .forEach((key, value) -> settings.set((String) key, (String) value));
    return settings;
  }
}
