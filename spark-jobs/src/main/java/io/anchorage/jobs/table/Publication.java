package io.anchorage.jobs.table;

import io.anchorage.jobs.storage.StorageErrors;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.manifest.Manifest;
import io.anchorage.jobs.table.manifest.ManifestStore;
import io.anchorage.jobs.table.manifest.RunEntry;
import io.anchorage.jobs.table.manifest.ShardEntry;
import io.anchorage.jobs.table.manifest.ShardFile;
import io.anchorage.jobs.table.manifest.TableLayout;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * How shards become part of a table, so that {@code fields/*.parquet} never matches a file that is
 * not: tasks write under names that no such pattern matches. The driver notes which shards it
 * publishes, renames their files, and lists them in the manifest. If it is killed in between, the
 * next run finds the note and does the rest.
 */
final class Publication {
  private static final int COPIES_AT_ONCE = 16;

  private Publication() {}

  /**
   * Notes and renames shards; the caller lists them in the manifest next.
   *
   * @throws io.anchorage.UserException if that is not possible
   */
  static void announce(StorageFolder files, List<ShardEntry> shards) {
    if (!shards.isEmpty()) {
      ManifestStore.announce(files, shards);
      list(files, shards);
    }
  }

  /**
   * Completes the publication that a killed run may have begun.
   *
   * @param manifest as it is stored
   * @return the manifest with the shards that the run had announced, added to its numbers, which is
   *     not stored yet; the same one if there are none
   */
  static Manifest completed(StorageFolder files, Manifest manifest) {
    Set<String> names = new HashSet<>();
    manifest.shards().forEach(shard -> names.add(shard.name()));
    List<ShardEntry> missing =
        ManifestStore.announced(files).stream()
            .filter(shard -> !names.contains(shard.name()) && isWhole(files, shard))
            .toList();
    if (missing.isEmpty()) {
      return manifest;
    }
    list(files, missing);
    RunEntry run = manifest.lastRun();
    return manifest
        .with(missing)
        .withLastRun(
            run.withCounts(
                run.fields() + missing.stream().mapToLong(ShardEntry::fieldRows).sum(),
                run.failed() + missing.stream().mapToLong(ShardEntry::failureRows).sum()));
  }

  /**
   * Stores a manifest with other shards: the new ones become data, and the others no longer are.
   */
  static void replace(StorageFolder files, Manifest before, Manifest after) {
    list(files, without(after.shards(), before.shards()));
    ManifestStore.replace(files, after);
    rename(
        files,
        paths(without(before.shards(), after.shards())).stream()
            .map(path -> new Renaming(path, TableLayout.unlisted(path)))
            .toList());
  }

  /** Puts the files of damaged shards aside, those that are there. */
  static void setAside(StorageFolder files, List<ShardEntry> shards) {
    files.makeFolder(TableLayout.DAMAGED);
    rename(
        files,
        paths(shards).stream()
            .filter(files::exists)
            .map(path -> new Renaming(path, TableLayout.setAside(path)))
            .toList());
  }

  private static void list(StorageFolder files, List<ShardEntry> shards) {
    rename(
        files,
        paths(shards).stream()
            .map(path -> new Renaming(TableLayout.unlisted(path), path))
            .toList());
  }

  private static List<ShardEntry> without(List<ShardEntry> shards, List<ShardEntry> others) {
    Set<ShardEntry> known = new HashSet<>(others);
    return shards.stream().filter(shard -> !known.contains(shard)).toList();
  }

  private static boolean isWhole(StorageFolder files, ShardEntry shard) {
    return Stream.of(shard.fields(), shard.failures())
        .filter(Objects::nonNull)
        .allMatch(
            file ->
                hasSize(files, file.path(), file.bytes())
                    || hasSize(files, TableLayout.unlisted(file.path()), file.bytes()));
  }

  private static boolean hasSize(StorageFolder files, String path, long bytes) {
    try {
      return files.size(path) == bytes;
    } catch (FileNotFoundException e) {
      return false;
    } catch (IOException e) {
      throw StorageErrors.reading(files.shown(path), e);
    }
  }

  private static List<String> paths(List<ShardEntry> shards) {
    return shards.stream()
        .flatMap(shard -> Stream.of(shard.fields(), shard.failures()))
        .filter(Objects::nonNull)
        .map(ShardFile::path)
        .distinct()
        .toList();
  }

  private static void rename(StorageFolder files, List<Renaming> renamings) {
    if (files.isObjectStore() && renamings.size() > 1) {
      renameAtOnce(files, renamings);
    } else {
      renamings.forEach(renaming -> renaming.run(files));
    }
  }

  private static void renameAtOnce(StorageFolder files, List<Renaming> renamings) {
    ExecutorService threads =
        Executors.newFixedThreadPool(Math.min(COPIES_AT_ONCE, renamings.size()));
    try {
      List<Callable<Void>> copies = new ArrayList<>();
      for (Renaming renaming : renamings) {
        copies.add(
            () -> {
              renaming.run(files);
              return null;
            });
      }
      for (Future<Void> copy : threads.invokeAll(copies)) {
        copy.get();
      }
    } catch (ExecutionException e) {
      throw StorageErrors.writing(files.root(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StorageErrors.writing(files.root(), new InterruptedIOException("interrupted"));
    } finally {
      threads.shutdown();
    }
  }

  private record Renaming(String from, String to) {
    /** Renames the file unless that was done before. */
    void run(StorageFolder files) {
      if (!files.exists(from) && files.exists(to)) {
        return;
      }
      try {
        files.rename(from, to);
      } catch (IOException e) {
        throw StorageErrors.writing(files.shown(to), e);
      }
    }
  }
}
