package io.anchorage.jobs.fuzz;

import io.anchorage.fuzz.Fuzz;
import io.anchorage.fuzz.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Fuzzes datasets, tables and configs; {@code deploy/fuzz} says how to call it. */
public final class FuzzJobs {
  private FuzzJobs() {}

  /**
   * All targets of this module.
   *
   * @param home the repository
   * @param work an empty folder
   */
  static List<Target> targets(Path home, Path work) throws IOException, SQLException {
    List<Target> targets = new ArrayList<>(new DatasetTargets(work).all());
    targets.addAll(new TableTargets(work, home).all());
    targets.add(new Hdf5Target(work.resolve("a.hdf5")));
    targets.add(ArrowTarget.in(Files.createDirectories(work.resolve("arrow"))));
    return targets;
  }

  /** {@code SEED COUNT FOLDER [NAME ...]}; exit status 1 if a rule was broken. */
  public static void main(String[] args) throws IOException, SQLException {
    Path work = Files.createTempDirectory("anchorage-fuzz");
    System.exit(Fuzz.main(targets(Path.of("").toAbsolutePath(), work), args) ? 0 : 1);
  }
}
