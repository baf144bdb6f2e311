package io.anchorage.jobs.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.fit.AdamConfig;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.StopRule;
import io.anchorage.jobs.polynomial.PolynomialConfig;
import io.anchorage.jobs.source.FileStamp;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.signal.Grid;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Test;

/** The search itself, on fits whose PSNR is a formula. */
class TuneSearchTest {
  private static final Goal GOAL = new Goal(30, 0.9);

  /** A rate of 0.01 is best, each doubling of the steps gives 6 dB, and 30 dB take 64 steps. */
  private static double psnr(FitRecipe recipe, int steps) {
    double off = Math.log(recipe.adam().learningRate() / 0.01) / Math.log(2);
    return 30 + 6 * Math.log(steps / 64.0) / Math.log(2) - off * off;
  }

  /** Fits that reach their target early, if they have one, at the first look that shows it. */
  private static final class Formula implements Trials {
    private final ToDoubleBiFunction<SampleItem, FitRecipe> more;
    private int fits;
    private int allowed = Integer.MAX_VALUE;

    Formula(ToDoubleBiFunction<SampleItem, FitRecipe> more) {
      this.more = more;
    }

    @Override
    public List<List<FitFigure>> run(List<FitRecipe> recipes, List<SampleItem> images) {
      if (fits >= allowed) {
        throw new OutOfTime();
      }
      fits += recipes.size() * images.size();
      return recipes.stream()
          .map(recipe -> images.stream().map(image -> fit(recipe, image)).toList())
          .toList();
    }

    @Override
    public void allowLastCheck() {
      allowed = Integer.MAX_VALUE;
    }

    private FitFigure fit(FitRecipe recipe, SampleItem image) {
      StopRule stop = recipe.stop();
      double extra = more.applyAsDouble(image, recipe);
      int steps = stop.steps();
      for (int at = 0; stop.targetPsnr() > 0 && at < stop.steps(); at += stop.checkEvery()) {
        if (psnr(recipe, Math.max(1, at)) + extra >= stop.targetPsnr()) {
          steps = at;
          break;
        }
      }
      return new FitFigure(psnr(recipe, Math.max(1, steps)) + extra, steps, 0.001);
    }
  }

  @Test
  void the_cheapest_cost_that_reaches_the_target_is_found_with_the_best_rate() {
    Found found = search(new Formula((image, recipe) -> 0), 40).run();

    assertThat(found.reached()).isTrue();
    assertThat(found.best().recipe().adam().learningRate()).isBetween(0.006f, 0.015f);
    assertThat(found.best().recipe().stop().steps()).isBetween(64, 72);
    assertThat(found.check().reached()).isEqualTo(20);
    assertThat(found.baseCost() / found.best().score().meanCost()).isGreaterThan(10);
  }

  @Test
  void halving_spends_most_fits_on_the_best_and_ranks_it_first() {
    Formula trials = new Formula((image, recipe) -> 0);
    Sample sample = sample(200);
    FitRecipe base = base(1000);
    SearchSpace space = new SearchSpace(base, Grid.image(8, 8));
    List<Candidate> candidates = new ArrayList<>();
    for (int rate = 0; rate < space.sizes().get(0); rate++) {
      candidates.add(space.own().with(0, rate));
    }
    Halving halving = new Halving(new TrialLog(trials, GOAL, trial -> {}), GOAL, sample.search());

    Halving.Comparison comparison =
        halving.compare(
            100,
            candidates,
            candidate -> new TrialLog.Entry(candidate, space.recipe(candidate, space.after(100))));

    assertThat(comparison.winner().recipe().adam().learningRate()).isEqualTo(0.01f);
    assertThat(comparison.winner().score().images()).isEqualTo(100);
    assertThat(comparison.ranking()).hasSameSizeAs(candidates).doesNotHaveDuplicates();
    assertThat(trials.fits).isLessThan(candidates.size() * 30);
  }

  @Test
  void a_stop_rule_is_in_the_recipe_if_easy_images_make_it_cheaper_and_only_then() {
    Formula mixed = new Formula((image, recipe) -> image.item().index() % 3 == 0 ? 0 : 20);
    Formula equal = new Formula((image, recipe) -> 0);

    Found some = search(mixed, 40).run();
    Found none = search(equal, 40).run();

    assertThat(some.best().recipe().stop().targetPsnr()).isEqualTo(30);
    assertThat(some.check().meanSteps()).isLessThan(60);
    assertThat(some.check().reached()).isEqualTo(20);
    assertThat(none.best().recipe().stop().targetPsnr()).isZero();
  }

  @Test
  void what_does_not_hold_on_other_images_is_given_more_steps() {
    Sample sample = sample(40);
    List<SampleItem> hard = sample.check();
    Formula trials = new Formula((image, recipe) -> hard.contains(image) ? -3 : 0);

    Found found = new TuneSearch(base(1000), 2000, 9, sample, GOAL, trials, trial -> {}).run();

    assertThat(found.reached()).isTrue();
    assertThat(found.best().recipe().stop().steps()).isGreaterThan(85);
    assertThat(found.check().low()).isBetween(30.0, 32.0);
  }

  @Test
  void some_images_may_miss_the_target_but_not_more_than_the_share_allows() {
    Found one =
        search(new Formula((image, r) -> image.item().index() % 20 == 0 ? -99 : 0), 40).run();
    Found many =
        search(new Formula((image, r) -> image.item().index() % 4 == 0 ? -99 : 0), 40).run();

    assertThat(one.reached()).isTrue();
    assertThat(one.check().reached()).isBetween(18, 20);
    assertThat(many.reached()).isFalse();
  }

  @Test
  void a_target_beyond_the_ladder_leaves_the_best_that_was_seen() {
    Found found =
        new TuneSearch(
                base(1000), 40, 9, sample(40), GOAL, new Formula((image, recipe) -> 0), trial -> {})
            .run();

    assertThat(found.reached()).isFalse();
    assertThat(found.best().recipe().stop().steps()).isEqualTo(40);
    assertThat(found.best().score().low()).isBetween(25.0, 27.0);
  }

  @Test
  void when_time_is_over_the_best_so_far_is_checked_and_kept() {
    Formula trials = new Formula((image, recipe) -> 0);
    search(trials, 40).run();
    int all = trials.fits;
    Formula late = new Formula((image, recipe) -> 0);
    late.allowed = 0;
    Found early = search(late, 40).run();
    Formula half = new Formula((image, recipe) -> 0);
    half.allowed = all * 7 / 10;
    Found found = search(half, 40).run();

    assertThat(early.outOfTime()).isTrue();
    assertThat(early.best()).isNull();
    assertThat(found.outOfTime()).isTrue();
    assertThat(found.reached()).isTrue();
    assertThat(found.check().images()).isEqualTo(20);
  }

  @Test
  void a_single_image_is_searched_and_checked_on_itself() {
    Found found = search(new Formula((image, recipe) -> 0), 1).run();

    assertThat(found.reached()).isTrue();
    assertThat(found.best().recipe().stop().steps()).isBetween(64, 80);
  }

  private static TuneSearch search(Trials trials, int images) {
    return new TuneSearch(base(1000), 2000, 9, sample(images), GOAL, trials, trial -> {});
  }

  private static FitRecipe base(int steps) {
    return new FitRecipe(
        new PolynomialConfig(2),
        AdamConfig.withLearningRate(5e-4f),
        StopRule.after(steps),
        0,
        1,
        List.of());
  }

  static Sample sample(int images) {
    List<Sample.Labelled> all = new ArrayList<>();
    for (int i = 0; i < images; i++) {
      ItemRef item = new ItemRef("d/train/" + i, "train", i, "file", i, 64, new FileStamp(1, 1));
      all.add(new Sample.Labelled(new SampleItem(item, Grid.image(8, 8), 1), i % 10));
    }
    return Sample.of(all, images, 0, "");
  }
}
