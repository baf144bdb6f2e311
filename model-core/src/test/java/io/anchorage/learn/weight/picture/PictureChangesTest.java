package io.anchorage.learn.weight.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.kernel.random.Philox;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PictureChangesTest {
  private static final int SIDE = 4;
  private static final int IMAGES = 200;

  @Test
  void without_a_shift_images_are_as_they_are_or_mirrored_left_to_right() {
    int[] plain = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    int[] mirrored = {3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12};

    int[] sources = new PictureChanges(0.25, 0).sources(new Philox(7), IMAGES, 1, SIDE);

    int found = 0;
    for (int i = 0; i < IMAGES; i++) {
      int[] image = Arrays.copyOfRange(sources, 16 * i, 16 * (i + 1));
      assertThat(image).isIn(plain, mirrored);
      found += Arrays.equals(image, mirrored) ? 1 : 0;
    }
    assertThat(found).isBetween(30, 70);
  }

  @Test
  void images_move_by_up_to_the_shift_and_the_border_comes_in() {
    int[] sources = new PictureChanges(0, 1).sources(new Philox(7), IMAGES, 2, SIDE);

    Set<String> moves = new HashSet<>();
    for (int i = 0; i < IMAGES; i++) {
      // The second channel's number at (1, 1) says where the image came from.
      int from = sources[32 * i + 16 + 5] - 16;
      int down = 1 - from / SIDE;
      int right = 1 - from % SIDE;
      moves.add(down + " " + right);
      for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
          int row = Math.min(Math.max(y - down, 0), SIDE - 1);
          int column = Math.min(Math.max(x - right, 0), SIDE - 1);
          assertThat(sources[32 * i + SIDE * y + x]).isEqualTo(SIDE * row + column);
        }
      }
    }
    assertThat(moves).hasSize(9);
  }

  @Test
  void what_no_image_allows_is_refused() {
    assertThatThrownBy(() -> PictureChanges.check(1.5, 0, SIDE))
        .hasMessage("mirror must be in [0, 1]: 1.5");
    assertThatThrownBy(() -> PictureChanges.check(0, 4, SIDE))
        .hasMessage("shift must be in 0 .. 3: 4");
  }
}
