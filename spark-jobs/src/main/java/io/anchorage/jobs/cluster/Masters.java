package io.anchorage.jobs.cluster;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Checks a Spark master before Spark does, which would try one that nobody answers at for a minute
 * and then log its own errors.
 */
final class Masters {
  private static final Pattern LOCAL =
      Pattern.compile("local|local\\[(\\*|[1-9][0-9]*)(, ?[1-9][0-9]*)?]|local-cluster\\[.*]");
  private static final Pattern ADDRESS =
      Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:/]+):([0-9]{1,5})");
  private static final String STANDALONE = "spark://";
  private static final int PATIENCE_MILLIS = 5000;

  private Masters() {}

  /**
   * Checks a master's URL and, if it is a standalone one, that something answers there.
   *
   * @throws UserException in one line that says what is wrong with it
   */
  static void require(String master) {
    if (master.startsWith(STANDALONE)) {
      requireAnswer(master);
    } else if (!LOCAL.matcher(master).matches()
        && !master.equals("yarn")
        && !master.startsWith("k8s://")) {
      throw new UserException(
          Kind.CONFIG,
          "--master must be local[N], local[*], spark://HOST:PORT, yarn or k8s://...: " + master);
    }
  }

  /** A standby master may answer while the first one does not, so one of several is enough. */
  private static void requireAnswer(String master) {
    String why = "";
    for (String address : master.substring(STANDALONE.length()).split(",", -1)) {
      var parts = ADDRESS.matcher(address);
      if (!parts.matches() || Integer.parseInt(parts.group(2)) > 65_535) {
        throw new UserException(
            Kind.CONFIG,
            "--master must be spark://HOST:PORT, such as spark://node1:7077: " + master);
      }
      try (Socket socket = new Socket()) {
        socket.connect(
            new InetSocketAddress(parts.group(1), Integer.parseInt(parts.group(2))),
            PATIENCE_MILLIS);
        return;
      } catch (IOException | RuntimeException e) {
        why = reason(e);
      }
    }
    throw new UserException(
        Kind.CONFIG,
        "No Spark master answers at %s (%s); start the cluster, or give another --master"
            .formatted(master, why));
  }

  private static String reason(Exception e) {
    if (e instanceof java.nio.channels.UnresolvedAddressException
        || e instanceof java.net.UnknownHostException) {
      return "unknown host";
    }
    return e.getMessage() == null
        ? e.getClass().getSimpleName()
        : e.getMessage().toLowerCase(Locale.ROOT);
  }
}
