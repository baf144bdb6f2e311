package io.anchorage.signal.codec;

import static io.anchorage.signal.codec.TestImages.DECODER;
import static io.anchorage.signal.codec.TestImages.chunk;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.signal.BadImageException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignFileTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "version https://git-lfs.github.com/spec/v1 | Git LFS pointer | git lfs pull",
        "%PDF-1.4 | PDF | convert it",
        "....ftypheic | HEIC | convert it to PNG or JPEG",
        "....ftypmif1 | HEIC | convert it",
        "....ftypavif | AVIF | convert it",
        "....ftypisom | video | frames",
        "<!DOCTYPE html><title>404</title> | HTML page | download the image again",
        "  <HTML lang='en'> | HTML page | download the image again",
        "<svg xmlns='http://www.w3.org/2000/svg'/> | SVG | render it",
        "<?xml version='1.0'?><!-- by hand --><svg/> | SVG | render it",
        "<?xml version='1.0'?><Error><Code>NoSuchKey | XML | download the image again",
        "{\"message\": \"Not found\"} | JSON | download the image again",
        "8BPS.... | Photoshop | convert it",
        "PK\u0003\u0004.... | ZIP | unpack it",
      })
  void what_people_take_for_images_is_named_with_what_to_do(
      String start, String what, String remedy) {
    assertRefused((start + ".".repeat(300)).getBytes(StandardCharsets.ISO_8859_1), what, remedy);
  }

  @Test
  void marks_that_are_no_text_are_known_too() {
    assertRefused(new byte[5000], "filled with zeros", "download it again");
    assertRefused(new byte[] {0, 0, 0, 12, 'j', 'P', ' ', ' '}, "JPEG 2000", "convert it");
    assertRefused(new byte[] {(byte) 0xFF, 'O', (byte) 0xFF, 'Q'}, "JPEG 2000", "convert it");
    assertRefused(new byte[] {(byte) 0xFF, '\n', 1, 1}, "JPEG XL", "convert it");
    assertRefused(new byte[] {0, 0, 0, 12, 'J', 'X', 'L', ' '}, "JPEG XL", "convert it");
    assertRefused(new byte[] {0x1F, (byte) 0x8B, 8, 0}, "gzip", "unpack it");
    assertRefused("II+\0\b\0\0\0".getBytes(StandardCharsets.US_ASCII), "BigTIFF", "convert it");
    assertRefused("MM\0+\0\b\0\0".getBytes(StandardCharsets.US_ASCII), "BigTIFF", "convert it");
    assertRefused("P6\n3 2 255\n".getBytes(StandardCharsets.US_ASCII), "PPM", "convert it");
    byte[] html = "<!doctype html>".getBytes(StandardCharsets.UTF_16LE);
    assertRefused(html, "HTML page", "download the image again");
  }

  @Test
  void a_png_that_apple_has_crushed_says_so() {
    byte[] signature = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    byte[] crushed = chunk("CgBI", (byte) 0x50, (byte) 0, (byte) 0x20, (byte) 6);
    byte[] file = Arrays.copyOf(signature, signature.length + crushed.length);
    System.arraycopy(crushed, 0, file, signature.length, crushed.length);

    assertRefused(file, "CgBI", "take the original");
  }

  private static void assertRefused(byte[] file, String what, String remedy) {
    assertThatThrownBy(() -> DECODER.decode(file))
        .isInstanceOf(BadImageException.class)
        .hasMessageContaining(what)
        .hasMessageContaining(remedy)
        .hasMessageNotContaining("\n");
  }
}
