package io.anchorage.family.arc;

import io.anchorage.family.arc.kernel.ArcDecoderGradient;
import io.anchorage.family.arc.kernel.ArcWeights;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.Preparation.PreparationProgress;
import io.anchorage.fit.RateSchedule;
import io.anchorage.fit.StopRule;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.Team;
import io.anchorage.kernel.random.Philox;
import io.anchorage.kernel.random.Seeds;
import io.anchorage.signal.Signal;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains the decoder through the fits that it is for. Each round fits some images from their start
 * with the recipe's own solver and number of steps, and moves the decoder along the gradient of
 * their mean loss where the fits end. The latents z_k(w) that k steps reach under the decoder w are
 * taken as constants, as in first-order MAML (C. Finn et al., 2017, section 5.2): near a minimum of
 * the loss in z their own derivative has little weight.
 *
 * <p>In joint training latents and decoder adapt to each other over all of its steps, and a fit,
 * which starts from nothing, has to go as far in a few. Refined, a decoder needs fewer.
 */
final class DecoderRefinement {
  /** Share of the learning rate that is left at the end. */
  private static final double END = 0.02;

  private final Kernels kernels;
  private final ArcDecoder decoder;
  private final FitRecipe recipe;
  private final ArcConfig config;

  DecoderRefinement(Kernels kernels, ArcDecoder decoder, FitRecipe recipe) {
    this.kernels = kernels;
    this.decoder = decoder;
    this.recipe = recipe;
    this.config = (ArcConfig) recipe.family();
  }

  /**
   * Moves the decoder.
   *
   * @param threads number of threads to use; the result does not depend on it
   */
  void run(List<Signal> signals, PreparationProgress progress, int threads)
      throws BadSignalException {
    DecoderConfig.Refinement own = config.decoder().refinement();
    DecoderStep decoderStep = new DecoderStep(kernels, decoder, training(own), own.learningRate());
    ArcWeights weights = decoder.weights();
    Philox random = new Seeds(recipe.seed(), "decoder", 0).stream("refinement");
    List<ArcDecoderGradient> gradients = new ArrayList<>();
    for (int i = 0; i < own.fits(); i++) {
      gradients.add(new ArcDecoderGradient(decoder.shape()));
    }
    int before = config.decoder().steps();
    try (Workers<ArcWork> workers =
        new Workers<>(threads, () -> new ArcWork(kernels, weights, Team.SOLO))) {
      for (int round = 1; round <= own.rounds(); round++) {
        List<Signal> drawn = new ArrayList<>();
        List<ArcState> states = new ArrayList<>();
        for (int i = 0; i < own.fits(); i++) {
          long index = (round - 1L) * own.fits() + i;
          drawn.add(signals.get(random.below(index, signals.size())));
          states.add(start(drawn.get(i)));
        }
        workers.forEach(
            own.fits(), (work, i) -> fit(states.get(i), weights, work, gradients.get(i)));
        decoderStep.take(gradients);
        decoder.load(weights);
        if (round % ArcPreparation.STEPS_BETWEEN_LOOKS == 0 || round == own.rounds()) {
          progress.at(
              before + round, before + own.rounds(), ArcPreparation.meanPsnr(drawn, states));
        }
      }
    }
  }

  private ArcState start(Signal signal) throws BadSignalException {
    return ArcState.start(recipe, decoder.shape(), signal, recipe.seeds(signal.id(), 0));
  }

  private void fit(ArcState state, ArcWeights weights, ArcWork work, ArcDecoderGradient gradient) {
    try (ArcSession session =
        new ArcSession(
            state, config.solver(), kernels, weights, Team.SOLO, ArcSession.CONSTANTS_BUDGET)) {
      session.step(recipe.stop().steps());
      work.gradientOfAll(state, gradient);
    }
  }

  private FitRecipe training(DecoderConfig.Refinement own) {
    return new FitRecipe(
        config,
        recipe.adam(),
        new RateSchedule.Cosine(END, own.rounds() / 10),
        StopRule.after(own.rounds()),
        recipe.seed(),
        1,
        List.of());
  }
}
