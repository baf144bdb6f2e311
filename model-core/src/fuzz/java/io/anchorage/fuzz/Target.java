package io.anchorage.fuzz;

import java.util.List;

/** A reader that is held against damaged files, and valid files to damage. */
public interface Target {
  /** The name for the command line and the report. */
  String name();

  /** Undamaged files, at least one of which {@link #read} takes. */
  List<byte[]> seeds();

  /** Pieces of text that mean something in this format and are inserted at random. */
  default List<byte[]> words() {
    return List.of();
  }

  /** The file with its checksums put right, so that damage reaches what lies behind them. */
  default byte[] repaired(byte[] damaged) {
    return damaged;
  }

  /**
   * Reads a file as the product does.
   *
   * @throws Exception if the file is refused; {@link #refuses} says whether by a declared exception
   */
  void read(byte[] file) throws Exception;

  /** Whether an exception is a declared way to refuse a file. */
  boolean refuses(Exception thrown);

  /**
   * How many bytes reading may allocate, by the file's length and what its header claims.
   *
   * @return {@link Long#MAX_VALUE} if there is no bound
   */
  default long allowedBytes(byte[] file) {
    return Long.MAX_VALUE;
  }
}
