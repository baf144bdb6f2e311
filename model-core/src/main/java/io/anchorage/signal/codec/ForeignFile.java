package io.anchorage.signal.codec;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What people take for images and that cannot be read: named by its first bytes, with what to do
 * about it. The name of a file says nothing.
 */
final class ForeignFile {
  private static final String CONVERT = "; convert it to PNG or JPEG";

  private static final String BIG_TIFF = "a BigTIFF image; convert it to plain TIFF or PNG";

  /** How much of a file's start is looked at for text. */
  private static final int TEXT = 1024;

  /** Bytes at a place of a file, and what they are the mark of. */
  private record Mark(int at, String bytes, String words) {}

  private static final Mark[] MARKS = {
    new Mark(
        0, "version https://git-lfs", "a Git LFS pointer, not the image itself; run git lfs pull"),
    new Mark(0, "%PDF", "a PDF document" + CONVERT),
    new Mark(0, "%!PS", "a PostScript file" + CONVERT),
    new Mark(0, "\0\0\0\fjP  ", "a JPEG 2000 image" + CONVERT),
    new Mark(0, "\u00FFO\u00FFQ", "a JPEG 2000 image" + CONVERT),
    new Mark(0, "\u00FF\n", "a JPEG XL image" + CONVERT),
    new Mark(0, "\0\0\0\fJXL ", "a JPEG XL image" + CONVERT),
    new Mark(0, "II+\0", BIG_TIFF),
    new Mark(0, "MM\0+", BIG_TIFF),
    new Mark(0, "II\u00BC", "a JPEG XR image" + CONVERT),
    new Mark(4, "ftypavi", "an AVIF image" + CONVERT),
    new Mark(4, "ftyphei", "a HEIC photograph" + CONVERT),
    new Mark(4, "ftyphev", "a HEIC photograph" + CONVERT),
    new Mark(4, "ftypmif1", "a HEIC or AVIF image" + CONVERT),
    new Mark(4, "ftypmsf1", "a HEIC or AVIF image" + CONVERT),
    new Mark(4, "ftypcrx", "a camera's raw file (CR3); develop it to PNG or TIFF"),
    new Mark(4, "ftyp", "a video (MP4, MOV); extract its frames"),
    new Mark(0, "8BPS", "a Photoshop document" + CONVERT),
    new Mark(0, "gimp xcf", "a GIMP document" + CONVERT),
    new Mark(0, "\0\0\u0001\0", "a Windows icon" + CONVERT),
    new Mark(0, "P1\n", "a PBM image" + CONVERT),
    new Mark(0, "P2\n", "a PGM image" + CONVERT),
    new Mark(0, "P3\n", "a PPM image" + CONVERT),
    new Mark(0, "P4\n", "a PBM image" + CONVERT),
    new Mark(0, "P5\n", "a PGM image" + CONVERT),
    new Mark(0, "P6\n", "a PPM image" + CONVERT),
    new Mark(0, "P7\n", "a PAM image" + CONVERT),
    new Mark(0, "qoif", "a QOI image" + CONVERT),
    new Mark(0, "DDS ", "a DirectDraw texture" + CONVERT),
    new Mark(0, "#?RADIANCE", "a Radiance HDR image" + CONVERT),
    new Mark(0, "v/1\u0001", "an OpenEXR image" + CONVERT),
    new Mark(0, "SIMPLE  =", "a FITS image" + CONVERT),
    new Mark(128, "DICM", "a DICOM image" + CONVERT),
    new Mark(0, "FUJIFILMCCD-RAW", "a camera's raw file (RAF); develop it to PNG or TIFF"),
    new Mark(0, "PK\u0003\u0004", "a ZIP archive; unpack it"),
    new Mark(0, "\u001F\u008B", "gzip-compressed; unpack it"),
    new Mark(0, "BZh", "bzip2-compressed; unpack it"),
    new Mark(0, "\u00FD7zXZ", "xz-compressed; unpack it"),
    new Mark(0, "7z\u00BC\u00AF", "a 7z archive; unpack it"),
    new Mark(0, "Rar!", "a RAR archive; unpack it"),
    new Mark(257, "ustar", "a tar archive; unpack it"),
    new Mark(0, "\u0093NUMPY", "a NumPy array; write its images as PNG"),
    new Mark(0, "\u0089HDF", "an HDF5 file; write its images as PNG"),
    new Mark(0, "PAR1", "a Parquet file"),
  };

  private ForeignFile() {}

  /**
   * What a file is, in words that follow "it is ".
   *
   * @param start the file or its start
   * @return null if that is not known
   */
  static String words(byte[] start) {
    if (allZero(start)) {
      return "filled with zeros; copy or download it again";
    }
    for (Mark mark : MARKS) {
      if (Bytes.begins(start, mark.at, mark.bytes)) {
        return mark.words;
      }
    }
    return markup(start);
  }

  private static boolean allZero(byte[] start) {
    for (byte b : start) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private static String markup(byte[] start) {
    String text =
        new String(start, 0, Math.min(TEXT, start.length), StandardCharsets.ISO_8859_1)
            .replace("\u00EF\u00BB\u00BF", "")
            .replace("\0", "")
            .strip()
            .toLowerCase(Locale.ROOT);
    boolean xml = text.startsWith("<?xml") || text.startsWith("<!--") || text.startsWith("<!doc");
    if (text.startsWith("<svg") || (xml && text.contains("<svg"))) {
      return "an SVG drawing; render it to PNG";
    }
    if (text.startsWith("<!doctype html") || text.startsWith("<html") || text.contains("<html")) {
      return "an HTML page, perhaps the error of a failed download; download the image again";
    }
    if (text.startsWith("<?xml") || text.startsWith("<error")) {
      return "an XML file, perhaps the error of a failed download; download the image again";
    }
    return text.startsWith("{") && text.contains("\"")
        ? "a JSON file, perhaps the error of a failed download; download the image again"
        : null;
  }
}
