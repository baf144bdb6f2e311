package io.anchorage.jobs.exchange.in;

import io.anchorage.jobs.exchange.in.ImportTask.Imported;

/** What the tasks of an import have published. */
final class ImportCounts {
  final PsnrCounts psnr = new PsnrCounts();
  final OwnPsnrs own = new OwnPsnrs();
  int tasks;
  int of;
  long fields;
  long failures;
  String failure = "";

  void add(Imported done) {
    tasks++;
    psnr.add(done.psnr());
    own.add(done.own());
    if (done.shard() != null) {
      fields += done.shard().fieldRows();
      failures += done.shard().failureRows();
    }
    failure = failure.isEmpty() ? done.failure() : failure;
  }
}
