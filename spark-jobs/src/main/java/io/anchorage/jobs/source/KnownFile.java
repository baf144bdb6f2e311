package io.anchorage.jobs.source;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A kind of file that is often taken for a dataset and is not read.
 *
 * @param what what it is, with its article, to follow "is"
 * @param advice what to do with it, without a full stop
 */
public record KnownFile(String what, String advice) {
  /** How many bytes from the start of a file are enough to know it. */
  public static final int HEAD_BYTES = 64;

  private static final String CONVERT =
      "write its images as Parquet (image: struct<bytes, path>, label) or as files in one folder a"
          + " class";
  private static final KnownFile ARCHIVE =
      new KnownFile("an archive", "unpack it and give the folder");
  private static final KnownFile PACKED =
      new KnownFile("a compressed file", "unpack it and give the folder");
  private static final KnownFile NUMPY = new KnownFile("a NumPy file", CONVERT);
  private static final KnownFile PICKLE = new KnownFile("a Python pickle", CONVERT);
  private static final KnownFile HDF5 = new KnownFile("an HDF5 file", CONVERT);
  private static final KnownFile TORCH = new KnownFile("a PyTorch file", CONVERT);
  private static final KnownFile ARROW =
      new KnownFile("an Arrow file", "write it as Parquet (in Python: Dataset.to_parquet)");
  private static final KnownFile CSV =
      new KnownFile(
          "a table of text",
          "give the folder of the images that it lists to --input, and the table to source.labels");
  private static final KnownFile JSON =
      new KnownFile(
          "a JSON file",
          "give the folder of the images that it lists to --input, and their labels as a CSV file to"
              + " source.labels");
  private static final KnownFile POINTER =
      new KnownFile(
          "a pointer of Git LFS, not the file itself", "run git lfs pull in the clone it is in");
  private static final KnownFile PAGE =
      new KnownFile("a web page", "the download went wrong: load the file itself again");
  private static final KnownFile EMPTY =
      new KnownFile("an empty file", "the download went wrong: load it again");
  private static final KnownFile GZIP = new KnownFile("a gzip file", "unpack it");

  private static final Map<String, KnownFile> EXTENSIONS =
      Map.ofEntries(
          Map.entry("zip", ARCHIVE),
          Map.entry("tar", ARCHIVE),
          Map.entry("tgz", ARCHIVE),
          Map.entry("tbz2", ARCHIVE),
          Map.entry("txz", ARCHIVE),
          Map.entry("7z", ARCHIVE),
          Map.entry("rar", ARCHIVE),
          Map.entry("gz", PACKED),
          Map.entry("bz2", PACKED),
          Map.entry("xz", PACKED),
          Map.entry("zst", PACKED),
          Map.entry("npy", NUMPY),
          Map.entry("npz", NUMPY),
          Map.entry("pkl", PICKLE),
          Map.entry("pickle", PICKLE),
          Map.entry("h5", HDF5),
          Map.entry("hdf5", HDF5),
          Map.entry("pt", TORCH),
          Map.entry("pth", TORCH),
          Map.entry("mat", new KnownFile("a MATLAB file", CONVERT)),
          Map.entry("tfrecord", new KnownFile("a TFRecord file", CONVERT)),
          Map.entry("tfrecords", new KnownFile("a TFRecord file", CONVERT)),
          Map.entry("mdb", new KnownFile("an LMDB database", CONVERT)),
          Map.entry("lmdb", new KnownFile("an LMDB database", CONVERT)),
          Map.entry("rec", new KnownFile("a RecordIO file of MXNet", CONVERT)),
          Map.entry("beton", new KnownFile("an FFCV file", CONVERT)),
          Map.entry("lance", new KnownFile("a Lance table", CONVERT)),
          Map.entry("orc", new KnownFile("an ORC file", "write it as Parquet")),
          Map.entry("avro", new KnownFile("an Avro file", "write it as Parquet")),
          Map.entry("arrow", ARROW),
          Map.entry("feather", ARROW),
          Map.entry("csv", CSV),
          Map.entry("tsv", CSV),
          Map.entry("json", JSON),
          Map.entry("jsonl", JSON),
          Map.entry("heic", new KnownFile("a HEIC image", "convert it to PNG or JPEG")),
          Map.entry("avif", new KnownFile("an AVIF image", "convert it to PNG or JPEG")),
          Map.entry("jxl", new KnownFile("a JPEG XL image", "convert it to PNG or JPEG")),
          Map.entry("jp2", new KnownFile("a JPEG 2000 image", "convert it to PNG or JPEG")));

  /** How a kind of file begins. */
  private record Start(String bytes, KnownFile kind) {}

  private static final List<Start> STARTS =
      List.of(
          new Start("version https://git-lfs", POINTER),
          new Start("<!doctype html", PAGE),
          new Start("<html", PAGE),
          new Start("PK\u0003\u0004", ARCHIVE),
          new Start("7z\u00BC\u00AF", ARCHIVE),
          new Start("Rar!", ARCHIVE),
          new Start("\u001F\u008B", GZIP),
          new Start("BZh", new KnownFile("a bzip2 file", "unpack it")),
          new Start("\u00FD7zXZ", new KnownFile("an xz file", "unpack it")),
          new Start("\u0089HDF", HDF5),
          new Start("\u0093NUMPY", NUMPY),
          new Start("MATLAB", new KnownFile("a MATLAB file", CONVERT)),
          new Start("ARROW1", ARROW),
          new Start("ORC", new KnownFile("an ORC file", "write it as Parquet")),
          new Start("Obj\u0001", new KnownFile("an Avro file", "write it as Parquet")),
          new Start("SQLite format 3", new KnownFile("an SQLite database", CONVERT)),
          new Start(
              "PAR1",
              new KnownFile("a Parquet file under another name", "let its name end in .parquet")),
          new Start("PARE", new KnownFile("an encrypted Parquet file", "write it unencrypted")),
          new Start("\u0080\u0002", PICKLE),
          new Start("\u0080\u0003", PICKLE),
          new Start("\u0080\u0004", PICKLE),
          new Start("\u0080\u0005", PICKLE));

  /**
   * The kind of a file by its first bytes.
   *
   * @param head {@link #HEAD_BYTES} or all of a shorter file
   */
  public static Optional<KnownFile> byContent(byte[] head) {
    if (head.length == 0) {
      return Optional.of(EMPTY);
    }
    String start = new String(head, StandardCharsets.ISO_8859_1);
    String text = start.stripLeading();
    return STARTS.stream()
        .filter(
            known ->
                known.kind.equals(PAGE)
                    ? text.toLowerCase(Locale.ROOT).startsWith(known.bytes)
                    : start.startsWith(known.bytes))
        .map(Start::kind)
        .findFirst();
  }

  /**
   * The kind of a file whose name says that it is something else; a .gz may be what it should be.
   *
   * @param head {@link #HEAD_BYTES} or all of a shorter file
   */
  public static Optional<KnownFile> pretender(byte[] head) {
    return byContent(head).filter(kind -> !kind.equals(GZIP) && !kind.equals(EMPTY));
  }

  /** Whether it stands in the place of a file that was not loaded. */
  public boolean isNoFile() {
    return equals(POINTER) || equals(PAGE);
  }

  /** Whether it describes other files rather than holding images. */
  public boolean isText() {
    return equals(CSV) || equals(JSON);
  }

  /** The kind of a file or folder by its extension. */
  public static Optional<KnownFile> byName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.matches(".*\\.tar\\.(gz|bz2|xz|zst)")) {
      return Optional.of(ARCHIVE);
    }
    if (lower.matches("(train|test|unlabeled)_x\\.bin")) {
      return Optional.of(new KnownFile("a file of STL-10's binary version", CONVERT));
    }
    if (lower.matches(".*\\.tfrecord-\\d+-of-\\d+")) {
      return Optional.of(EXTENSIONS.get("tfrecord"));
    }
    return Optional.ofNullable(EXTENSIONS.get(lower.substring(lower.lastIndexOf('.') + 1)));
  }
}
