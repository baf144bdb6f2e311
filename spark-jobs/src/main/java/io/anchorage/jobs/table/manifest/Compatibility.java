package io.anchorage.jobs.table.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.BuildInfo;
import io.anchorage.jobs.storage.Json;
import io.anchorage.jobs.storage.Sha256;
import io.anchorage.jobs.storage.StorageFolder;
import java.util.List;

/** Checks whether a job may add to a table. */
public final class Compatibility {
  private static final int MOST_SHOWN = 4;

  private Compatibility() {}

  /**
   * Checks that a job would make the table in the way it was made.
   *
   * @param recipe the job's recipe
   * @throws UserException if the table was made with another recipe, or by a newer Anchorage
   */
  public static void require(StorageFolder files, Manifest manifest, JsonNode recipe) {
    if (manifest.version().minor() > FormatVersion.CURRENT.minor()) {
      throw new UserException(
          Kind.OUTPUT,
          "%s has format version %s but this Anchorage (%s) writes %s; add to it with the Anchorage that made it (%s)"
              .formatted(
                  files.root(),
                  manifest.version(),
                  BuildInfo.version(),
                  FormatVersion.CURRENT,
                  madeBy(manifest)));
    }
    String hash = Json.hash(recipe);
    if (!manifest.spec().recipeHash().equals(hash)) {
      throw new UserException(
          Kind.OUTPUT,
          "%s was made by recipe %s, this job's is %s: %s; give the table's settings or choose another --output"
              .formatted(
                  files.root(),
                  TableLayout.shortHash(manifest.spec().recipeHash()),
                  TableLayout.shortHash(hash),
                  differences(manifest.spec().recipe(), recipe)));
    }
  }

  /**
   * Compares a decoder given by the user with the table's.
   *
   * @param where the place where the decoder was given
   * @param content the given file's content
   * @throws UserException if the decoders differ
   */
  public static void requireShared(
      StorageFolder files, Manifest manifest, String where, byte[] content) {
    String table = manifest.shared() == null ? "none" : manifest.shared().sha256();
    String given = Sha256.of(content);
    if (!table.equals(given)) {
      throw new UserException(
          Kind.OUTPUT,
          "%s has the shared parameters %s but %s has %s; leave it out to use the table's own, or choose another --output"
              .formatted(
                  files.root(), TableLayout.shortHash(table), where, TableLayout.shortHash(given)));
    }
  }

  private static String differences(JsonNode there, JsonNode here) {
    List<String> found = RecipeDifferences.between(there, here);
    if (found.isEmpty()) {
      return "their settings are the same, so they were hashed by another version of Anchorage";
    }
    String shown = String.join(", ", found.subList(0, Math.min(MOST_SHOWN, found.size())));
    return found.size() > MOST_SHOWN
        ? shown + " and " + (found.size() - MOST_SHOWN) + " more"
        : shown;
  }

  private static String madeBy(Manifest manifest) {
    return manifest.runs().isEmpty() ? "unknown" : manifest.lastRun().place().anchorage();
  }
}
