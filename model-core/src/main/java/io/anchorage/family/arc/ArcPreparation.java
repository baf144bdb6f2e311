package io.anchorage.family.arc;

import io.anchorage.family.arc.kernel.ArcDecoderGradient;
import io.anchorage.family.arc.kernel.ArcShape;
import io.anchorage.family.arc.kernel.ArcWeights;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.Preparation;
import io.anchorage.fit.StopRule;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.Team;
import io.anchorage.kernel.random.Seeds;
import io.anchorage.signal.Signal;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains the decoder jointly with the clouds of some images. In each step, every cloud's latents
 * follow the gradient of their own image's loss, at the recipe's learning rate, and the decoder
 * follows that of the mean loss, at its own. The latents are then discarded and the decoder is
 * frozen: the last, or the best of those on the way; {@link DecoderRefinement} may go on from
 * there.
 *
 * <p>Images are processed in parallel; their gradients are then added in image order, so the
 * decoder does not depend on the number of threads.
 */
final class ArcPreparation implements Preparation {
  static final int STEPS_BETWEEN_LOOKS = 25;

  private final Kernels kernels;

  ArcPreparation(Kernels kernels) {
    this.kernels = kernels;
  }

  @Override
  public int images(FitRecipe recipe) {
    return ((ArcConfig) recipe.family()).decoder().wantedImages();
  }

  /** The fits' own schedule and steps have a part in the refinement, not in the joint training. */
  @Override
  public Object basis(FitRecipe recipe) {
    List<Object> joint = List.of(recipe.family(), recipe.adam(), recipe.seed());
    return ((ArcConfig) recipe.family()).decoder().refinement().rounds() == 0
        ? joint
        : List.of(joint, recipe.schedule(), recipe.stop().steps());
  }

  @Override
  public SharedParameters untrained(FitRecipe recipe, int channels) {
    return initial(recipe, channels).toShared();
  }

  private static ArcDecoder initial(FitRecipe recipe, int channels) {
    Seeds seeds = new Seeds(recipe.seed(), "decoder", 0);
    return ArcDecoder.initial((ArcConfig) recipe.family(), channels, seeds::stream);
  }

  @Override
  public SharedParameters learn(
      FitRecipe recipe, List<Signal> signals, PreparationProgress progress, int threads)
      throws BadSignalException {
    ArcConfig config = (ArcConfig) recipe.family();
    ArcDecoder decoder = initial(recipe, commonChannels(signals));
    int joint = Math.min(signals.size(), config.decoder().images());
    train(decoder, recipe, signals.subList(0, joint), progress, threads);
    if (config.decoder().refinement().rounds() > 0) {
      new DecoderRefinement(kernels, decoder, recipe).run(signals, progress, threads);
    }
    return decoder.toShared();
  }

  private void train(
      ArcDecoder decoder,
      FitRecipe recipe,
      List<Signal> signals,
      PreparationProgress progress,
      int threads)
      throws BadSignalException {
    DecoderConfig config = ((ArcConfig) recipe.family()).decoder();
    FitRecipe training = training(recipe, config);
    List<ArcState> states = start(training, decoder.shape(), signals);
    DecoderStep decoderStep = new DecoderStep(kernels, decoder, training, config.learningRate());
    ArcWeights weights = decoder.weights();
    BestDecoder best = new BestDecoder(decoder);
    List<ArcDecoderGradient> gradients = new ArrayList<>();
    for (int i = 0; i < states.size(); i++) {
      gradients.add(new ArcDecoderGradient(decoder.shape()));
    }
    int inAll = config.steps() + config.refinement().rounds();
    try (Workers<ArcWork> workers =
        new Workers<>(threads, () -> new ArcWork(kernels, weights, Team.SOLO))) {
      for (int step = 1; step <= config.steps(); step++) {
        workers.forEach(states.size(), (work, i) -> work.step(states.get(i), gradients.get(i)));
        decoderStep.take(gradients);
        decoder.load(weights);
        if (step % STEPS_BETWEEN_LOOKS == 0 || step == config.steps()) {
          if (config.keep() == DecoderConfig.Keep.BEST) {
            best.look(loss(workers, states));
          }
          progress.at(step, inAll, meanPsnr(signals, states));
        }
      }
    }
    best.restore();
  }

  /** The mean over the images of the loss over all pixels. */
  private static double loss(Workers<ArcWork> workers, List<ArcState> states) {
    double[] losses = new double[states.size()];
    workers.forEach(states.size(), (work, i) -> losses[i] = work.loss(states.get(i)));
    double sum = 0;
    for (double loss : losses) {
      sum += loss;
    }
    return sum / losses.length;
  }

  /** The recipe of the joint training: that of the fits, over the decoder's own steps. */
  private static FitRecipe training(FitRecipe recipe, DecoderConfig decoder) {
    FitRecipe own =
        decoder.latentRate() == 0 ? recipe : recipe.withLearningRate(decoder.latentRate());
    return new FitRecipe(
        recipe.family(),
        own.adam(),
        decoder.schedule(),
        StopRule.after(decoder.steps()),
        recipe.seed(),
        1,
        List.of());
  }

  private static int commonChannels(List<Signal> signals) throws BadSignalException {
    if (signals.isEmpty()) {
      throw new BadSignalException("a decoder cannot be trained without images");
    }
    Signal first = signals.get(0);
    for (Signal signal : signals) {
      if (signal.channels() != first.channels()) {
        throw new BadSignalException(
            "a decoder is trained on images of one kind: %s has %d channels, %s has %d; convert them"
                .formatted(first.id(), first.channels(), signal.id(), signal.channels()));
      }
    }
    return first.channels();
  }

  private static List<ArcState> start(FitRecipe recipe, ArcShape shape, List<Signal> signals)
      throws BadSignalException {
    List<ArcState> states = new ArrayList<>();
    for (Signal signal : signals) {
      states.add(ArcState.start(recipe, shape, signal, recipe.seeds(signal.id(), 0)));
    }
    return states;
  }

  /**
   * PSNR in dB at peak 1, from the losses of the last step: an estimate over that step's pixels,
   * using the mean of the channels' squared scales.
   */
  static double meanPsnr(List<Signal> signals, List<ArcState> states) {
    double sum = 0;
    for (int i = 0; i < states.size(); i++) {
      double squaredScale = 0;
      for (float scale : signals.get(i).normalisation().scale()) {
        squaredScale += (double) scale * scale / signals.get(i).channels();
      }
      double error = Math.max(states.get(i).lastLoss() * squaredScale, 1e-12);
      sum += -10 * StrictMath.log10(error);
    }
    return sum / states.size();
  }
}
