package io.anchorage.jobs.tune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CandidateDrawTest {
  private final CandidateDraw draw = new CandidateDraw(List.of(18, 4, 6), 0);

  @Test
  void a_spread_takes_each_value_of_each_axis_equally_often() {
    List<Candidate> spread = draw.spread(36);

    assertThat(spread).hasSizeGreaterThan(33);
    for (int axis = 0; axis < 3; axis++) {
      int own = axis;
      Map<Integer, Long> counts =
          spread.stream()
              .map(candidate -> candidate.places().get(own))
              .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
      assertThat(counts).hasSize(List.of(18, 4, 6).get(axis));
    }
  }

  @Test
  void candidates_near_the_best_begin_with_it_and_stay_within_the_space() {
    Candidate corner = new Candidate(List.of(0, 3, 5));

    List<Candidate> near = draw.around(List.of(corner), 18, "rung/3");

    assertThat(near).hasSize(18).doesNotHaveDuplicates().startsWith(corner);
    assertThat(near)
        .allMatch(
            candidate ->
                candidate.places().get(0) < 18
                    && candidate.places().get(1) < 4
                    && candidate.places().get(2) < 6
                    && candidate.places().stream().allMatch(place -> place >= 0));
    assertThat(near.stream().filter(candidate -> candidate.places().get(0) < 2).count())
        .isGreaterThan(12);
  }

  @Test
  void draws_follow_from_seed_and_round_alone() {
    Candidate middle = new Candidate(List.of(9, 1, 2));

    assertThat(draw.around(List.of(middle), 9, "rung/3"))
        .isEqualTo(new CandidateDraw(List.of(18, 4, 6), 0).around(List.of(middle), 9, "rung/3"))
        .isNotEqualTo(draw.around(List.of(middle), 9, "rung/4"));
    assertThat(new CandidateDraw(List.of(18, 4, 6), 1).spread(36)).isNotEqualTo(draw.spread(36));
  }

  @Test
  void a_small_space_is_taken_whole() {
    CandidateDraw small = new CandidateDraw(List.of(2, 1), 0);

    assertThat(small.around(List.of(new Candidate(List.of(0, 0))), 9, "x")).hasSize(2);
  }
}
