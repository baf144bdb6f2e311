package io.anchorage.kernel.cuda;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compiled kernels on disk, named by the SHA-256 of everything they depend on: text, headers,
 * sizes, target, compiler. They are in {@code $XDG_CACHE_HOME/anchorage/cuda}, {@code
 * ~/.cache/anchorage/cuda}, or the folder that property {@value #FOLDER} names. Without a usable
 * folder, kernels are compiled anew in each process.
 */
final class KernelCache {
  static final String FOLDER = "anchorage.cuda.cache";
  private static final Logger LOG = LoggerFactory.getLogger(KernelCache.class);

  private final Nvrtc compiler;
  private final Path folder;

  KernelCache(Nvrtc compiler) {
    this.compiler = compiler;
    this.folder = folder();
  }

  private static Path folder() {
    String named = System.getProperty(FOLDER);
    if (named != null) {
      return Path.of(named);
    }
    String caches = System.getenv("XDG_CACHE_HOME");
    Path base =
        caches == null || caches.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(caches);
    return base.resolve("anchorage").resolve("cuda");
  }

  /** The code for a target, compiled if it is not cached. */
  byte[] code(KernelSource source, Nvrtc.Target target) {
    Path file = folder.resolve(hash(source, target) + ".bin");
    try {
      if (Files.exists(file)) {
        return Files.readAllBytes(file);
      }
    } catch (IOException e) {
      LOG.debug("{} cannot be read: {}", file, e.toString());
    }
    long start = System.nanoTime();
    byte[] code = compiler.compile(source, target);
    LOG.info(
        "Compiled {} {} for {} in {} ms",
        source.name(),
        source.constants(),
        target.name(),
        (System.nanoTime() - start) / 1_000_000);
    keep(file, code);
    return code;
  }

  /** Writes atomically, since another process may write the same file. */
  private void keep(Path file, byte[] code) {
    try {
      Files.createDirectories(folder);
      Path written = Files.createTempFile(folder, "new", ".tmp");
      try {
        Files.write(written, code);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(written);
      }
    } catch (IOException e) {
      LOG.debug("Compiled kernels are not kept in {}: {}", folder, e.toString());
    }
  }

  private String hash(KernelSource source, Nvrtc.Target target) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String all =
          String.join(
              "\0",
              source.name(),
              source.text(),
              source.headers().toString(),
              source.options().toString(),
              target.name(),
              compiler.version());
      return HexFormat.of().formatHex(digest.digest(all.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
