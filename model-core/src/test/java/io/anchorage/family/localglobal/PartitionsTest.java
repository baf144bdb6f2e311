package io.anchorage.family.localglobal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.UserException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionsTest {
  @ParameterizedTest
  @CsvSource({"512, 16", "512, 2", "28, 4", "10, 3", "7, 7", "101, 16", "5, 1", "1023, 1000"})
  void parts_are_runs_between_their_borders_and_differ_by_one_place(int extent, int count) {
    Partitions partitions = Partitions.all(List.of(count));
    assertThat(partitions.border(0, 0, extent)).isZero();
    assertThat(partitions.border(0, count, extent)).isEqualTo(extent);
    for (int part = 0; part < count; part++) {
      int from = partitions.border(0, part, extent);
      int to = partitions.border(0, part + 1, extent);
      assertThat(to - from).isBetween(extent / count, (extent + count - 1) / count);
      for (int place = from; place < to; place++) {
        assertThat(partitions.of(0, place, extent)).isEqualTo(part);
      }
    }
  }

  @Test
  void a_finer_picture_is_cut_along_the_same_lines() {
    Partitions partitions = Partitions.all(List.of(3));
    for (int fine = 0; fine < 40; fine++) {
      double place = (fine + 0.5) / 4 - 0.5;
      assertThat(partitions.of(0, place, 10)).isEqualTo(partitions.of(0, fine, 40));
    }
  }

  @Test
  void places_outside_belong_to_the_nearest_part_that_is_there() {
    Partitions kept = new Partitions(List.of(8), List.of(2, 3));
    assertThat(kept.held()).isEqualTo(3);
    assertThat(kept.of(0, -5, 80)).isEqualTo(2);
    assertThat(kept.of(0, 79, 80)).isEqualTo(4);
    assertThat(kept.of(0, 31, 80)).isEqualTo(3);
  }

  /** Tables 6 and 10 of the paper: what a field of 512 x 512 grey pixels has. */
  @ParameterizedTest
  @CsvSource({
    "16, 14, 84, 198930, 23058",
    "16, 15, 0, 199936, 0",
    "2, 112, 86, 198687, 45000",
    "4, 59, 72, 197500, 23800",
    "8, 29, 82, 198400, 23900",
    "32, 7, 52, 210600, 8800",
    "16, 13, 120, 199000, 45700",
    "16, 12, 146, 199000, 66700"
  })
  void published_sizes_have_the_published_number_of_parameters(
      int partitions, int local, int global, int parameters, int shared) {
    LocalGlobalShape shape =
        LocalGlobalShape.of(
            LocalGlobalConfig.defaults().sized(List.of(partitions), local, global), 2, 1);
    assertThat(shape.parameters()).isCloseTo(parameters, within(200));
    assertThat(shape.shared()).isCloseTo(shared, within(100));
  }

  /** Sound of 32 parts and video of 5 x 8 x 8, in the same table. */
  @Test
  void sound_and_video_have_the_published_number_of_parameters_too() {
    LocalGlobalConfig config = LocalGlobalConfig.defaults();
    assertThat(LocalGlobalShape.of(config.sized(List.of(5, 8, 8), 55, 180), 3, 3).parameters())
        .isCloseTo(3_190_000, within(5000));
    assertThat(LocalGlobalShape.of(config.sized(List.of(32), 42, 72), 1, 1).parameters())
        .isCloseTo(198_200, within(2000));
  }

  /**
   * Of 200 000 parameters, 16 x 16 partitions: 14 and 70 for colours, as published for 69 to 86.
   */
  @ParameterizedTest
  @CsvSource({"16, 3, 200000, 0.1, 14, 70", "16, 1, 200000, 0.1, 14, 83", "8, 1, 200000, 0, 31, 0"})
  void widths_follow_from_a_budget(
      int partitions, int channels, int budget, double share, int local, int global) {
    LocalGlobalShape shape =
        LocalGlobalShape.of(budget(List.of(partitions), budget, share), 2, channels);
    assertThat(List.of(shape.local(), shape.global())).containsExactly(local, global);
    assertThat(shape.parameters()).isLessThanOrEqualTo(budget);
  }

  @Test
  void a_cropped_field_has_the_widths_of_the_whole() {
    LocalGlobalConfig whole = budget(List.of(16), 200_000, 0.1);
    LocalGlobalConfig cropped =
        new LocalGlobalConfig(
            whole.partitions(),
            1,
            1,
            4,
            30,
            30,
            Merge.CONCAT,
            200_000,
            0.1,
            1,
            List.of(2, 3, 0, 16));
    LocalGlobalShape all = LocalGlobalShape.of(whole, 2, 1);
    LocalGlobalShape some = LocalGlobalShape.of(cropped, 2, 1);
    assertThat(some.local()).isEqualTo(all.local());
    assertThat(some.parameters()).isEqualTo(all.shared() + 48 * all.each());
  }

  @Test
  void a_budget_that_gives_no_widths_is_refused_with_its_numbers() {
    assertThatThrownBy(() -> LocalGlobalShape.of(budget(List.of(64), 5000, 0.1), 2, 1))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "fit.family.budget 5000 gives no widths for partitions [64, 64] and global-share 0.1:"
                + " choose other partitions, or set local-width and global-width and leave the"
                + " budget out");
  }

  private static LocalGlobalConfig budget(List<Integer> partitions, int budget, double share) {
    return new LocalGlobalConfig(
        partitions, 1, 1, 4, 30, 30, Merge.CONCAT, budget, share, 1, List.of());
  }
}
