package io.anchorage.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ContactSheetTest {
  private static final ContactSheet SHEET =
      new ContactSheet("ARC fields of a test", "a line below", List.of("a note"));

  @Test
  void small_images_keep_square_sharp_pixels() {
    BufferedImage sheet = SHEET.draw(specimens(1, 28, 28), new DotLettering());

    // Red pixels of the original: one pixel of the image, five by five of the sheet.
    assertThat(count(sheet, 0xFF0000)).isEqualTo(25);
  }

  @Test
  void a_sheet_shows_every_tile_and_only_their_own_colours() {
    BufferedImage sheet = SHEET.draw(specimens(7, 28, 28), new DotLettering());

    for (int i = 0; i < 7; i++) {
      assertThat(count(sheet, originalColour(i))).as("original %d", i).isGreaterThan(10_000);
      assertThat(count(sheet, fieldColour(i))).as("field %d", i).isGreaterThan(10_000);
    }
    assertThat(count(sheet, originalColour(7))).isZero();
  }

  @Test
  void anchors_are_dots_where_the_latents_sit() {
    BufferedImage field = plain(10, 10, 0x808080);
    BufferedImage dots =
        AnchorPicture.of(Panel.fit(field, 100), List.of(new Anchor(2, 7, Color.GREEN)));

    assertThat(dots.getRGB(75, 25) & 0xFFFFFF).isEqualTo(0x00FF00);
    assertThat(dots.getRGB(25, 75) & 0xFFFFFF).isNotEqualTo(0x00FF00);
    assertThat(dots.getRGB(5, 5) & 0xFF).as("dimmed").isBetween(1, 0x7F);
  }

  @Test
  void images_of_mixed_sizes_share_a_sheet() {
    List<Specimen> mixed = new ArrayList<>(specimens(1, 28, 28));
    mixed.addAll(specimens(1, 1000, 400));
    mixed.addAll(specimens(1, 1, 3));

    BufferedImage sheet = SHEET.draw(mixed, new DotLettering());

    assertThat(sheet.getWidth()).isLessThan(4000);
    assertThat(sheet.getHeight()).isLessThan(4000);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 12, 60})
  void a_sheet_stays_near_the_shape_of_a_page(int count) {
    BufferedImage sheet = SHEET.draw(specimens(count, 28, 28), new DotLettering());

    double aspect = (double) sheet.getWidth() / sheet.getHeight();
    assertThat(aspect).isBetween(0.6, 3.2);
  }

  @Test
  void without_originals_the_reconstructions_stand_alone() {
    Specimen whole = specimens(1, 28, 28).get(0);
    Specimen alone =
        new Specimen(
            whole.name(), whole.id(), null, "", whole.field(), null, whole.score(), List.of());

    BufferedImage with = SHEET.draw(List.of(whole), new DotLettering());
    BufferedImage without = SHEET.draw(List.of(alone), new DotLettering());

    assertThat(without.getWidth()).isLessThan(with.getWidth());
    assertThat(count(without, originalColour(0))).isZero();
    assertThat(count(without, fieldColour(0))).isGreaterThan(10_000);
  }

  @Test
  void alike_latents_look_alike_and_opposite_ones_do_not() {
    float[] cloud = {1, 0, 0, 0.99f, 0.01f, 0, -1, 0, 0, 0, 1, 0, 0, -1, 0};
    LatentColours colours = new LatentColours(List.of(cloud), 3);

    assertThat(distance(colours.of(cloud, 0), colours.of(cloud, 3))).isLessThan(30);
    assertThat(distance(colours.of(cloud, 0), colours.of(cloud, 6))).isGreaterThan(100);
  }

  @Test
  void latents_that_are_all_the_same_still_get_a_colour() {
    float[] cloud = new float[12];
    LatentColours colours = new LatentColours(List.of(cloud), 4);

    assertThat(colours.of(cloud, 4)).isNotNull();
  }

  private static List<Specimen> specimens(int count, int width, int height) {
    List<Specimen> specimens = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      BufferedImage original = plain(width, height, originalColour(i));
      original.setRGB(0, 0, 0xFF0000);
      specimens.add(
          new Specimen(
              "class " + i,
              "test/train/" + i,
              original,
              "original",
              plain(width, height, fieldColour(i)),
              null,
              "40.0 dB",
              List.of()));
    }
    return specimens;
  }

  private static int originalColour(int specimen) {
    return 0x003000 + specimen;
  }

  private static int fieldColour(int specimen) {
    return 0x000030 + 256 * specimen;
  }

  private static BufferedImage plain(int width, int height, int rgb) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int p = 0; p < width * height; p++) {
      picture.setRGB(p % width, p / width, rgb);
    }
    return picture;
  }

  private static int count(BufferedImage picture, int rgb) {
    int count = 0;
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        count += (picture.getRGB(x, y) & 0xFFFFFF) == rgb ? 1 : 0;
      }
    }
    return count;
  }

  private static double distance(Color a, Color b) {
    int red = a.getRed() - b.getRed();
    int green = a.getGreen() - b.getGreen();
    int blue = a.getBlue() - b.getBlue();
    return Math.sqrt(red * red + green * green + blue * blue);
  }

  @Test
  void built_in_letters_are_all_different() {
    DotLettering letters = new DotLettering();
    Set<String> shapes = new TreeSet<>();
    for (char c = '!'; c <= '~'; c++) {
      BufferedImage picture = new BufferedImage(12, 20, BufferedImage.TYPE_INT_RGB);
      letters.write(
          picture.createGraphics(), String.valueOf(c), 0, 0, Lettering.Size.NORMAL, Color.WHITE);
      assertThat(count(picture, 0xFFFFFF)).as("dots of %s", c).isPositive();
      int[] pixels = picture.getRGB(0, 0, 12, 20, null, 0, 12);
      shapes.add(java.util.Arrays.toString(pixels));
    }
    assertThat(shapes).hasSize('~' - '!' + 1);
  }

  @Test
  void a_text_too_long_is_cut_with_two_dots() {
    DotLettering letters = new DotLettering();

    assertThat(letters.fitted("fashion-mnist", 60, Lettering.Size.SMALL)).isEqualTo("fashion-..");
    assertThat(letters.fitted("bag", 60, Lettering.Size.SMALL)).isEqualTo("bag");
    assertThat(letters.fitted("bag", 3, Lettering.Size.SMALL)).isEmpty();
  }

  @Test
  void the_best_lettering_really_draws() {
    Lettering best = Lettering.best();
    BufferedImage picture = new BufferedImage(80, 40, BufferedImage.TYPE_INT_RGB);
    best.write(picture.createGraphics(), "Hello", 2, 2, Lettering.Size.TITLE, Color.WHITE);

    assertThat(count(picture, 0)).isLessThan(80 * 40);
    assertThat(best.width("Hello", Lettering.Size.TITLE)).isBetween(20, 80);
  }
}
