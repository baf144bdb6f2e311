package io.anchorage.jobs.solve;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.config.ConfigBinder;
import io.anchorage.config.ConfigDump;
import io.anchorage.config.ConfigNode.Section;
import io.anchorage.config.ConfigReader;
import io.anchorage.config.Overrides;
import io.anchorage.equation.EquationConfig;
import io.anchorage.family.Families;
import io.anchorage.fit.EquationFitter;
import io.anchorage.fit.FitRecipe;
import io.anchorage.jobs.config.JobConfig;
import io.anchorage.jobs.config.JobConfigs;
import io.anchorage.jobs.config.RunConfig;
import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.signal.SignalConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The config of a {@code solve} job: the sections of one YAML file.
 *
 * @param source where images come from, of equations that are solved for images
 * @param signal how images become signals
 * @param equation what must hold
 * @param sweep the cases, of equations that are solved for cases
 * @param fit the recipe of the fits
 * @param run how the work is divided and reported
 */
public record SolveJobConfig(
    SourceConfig source,
    SignalConfig signal,
    EquationConfig equation,
    SweepConfig sweep,
    FitRecipe fit,
    RunConfig run) {
  public SolveJobConfig {
    if (!equation.readsImages()) {
      sweep.cases(equation, "").forEach(equation::of);
    }
  }

  /** An image from its gradients, by a SIREN. */
  static SolveJobConfig defaults(FitRecipe fit) {
    return new SolveJobConfig(
        SourceConfig.defaults(),
        SignalConfig.defaults(),
        EquationConfig.defaults(),
        SweepConfig.defaults(),
        fit,
        RunConfig.defaults());
  }

  /**
   * Reads a config file.
   *
   * @param file null for none: all defaults
   * @param settings overrides, each {@code a.b=c}
   * @throws UserException in one line with the key, the value, where it was set and what is allowed
   */
  public static SolveJobConfig load(Path file, List<String> settings) {
    Section config =
        file == null ? ConfigReader.parse("", "no config file") : ConfigReader.read(file);
    return bind(Overrides.apply(config, settings));
  }

  private static SolveJobConfig bind(Section config) {
    FitRecipe fit =
        config.find("fit") instanceof Section given
            ? Families.defaultRecipe(given)
            : Families.defaultRecipes().get(0);
    return new ConfigBinder(JobConfigs.KINDS).bind(config, defaults(fit));
  }

  /**
   * Refuses fits that solve no equation.
   *
   * @throws UserException of kind CONFIG
   */
  void requireSolvable() {
    Optional<EquationFitter> fitter = fit.family().family().adapter(EquationFitter.class);
    Optional<String> refusal =
        fitter.isEmpty()
            ? Optional.of("")
            : fitter.get().refusal(fit.family()).map(reason -> " " + reason);
    if (refusal.isPresent()) {
      throw new UserException(
          Kind.CONFIG,
          "fit.family cannot solve equations, which need a sine, tanh or ReLU network on the coordinates: %s%s; choose siren, or composed with mapping identity"
              .formatted(fit.family().kind(), refusal.get()));
    }
    if (!fit.task().isImage()) {
      throw new UserException(
          Kind.CONFIG, "fit.task must be image, since an equation is the task: " + fit.task());
    }
  }

  /** The equation's name, as in {@code equation.kind}. */
  public static String kind(EquationConfig equation) {
    return equation.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** The whole effective config as YAML that binds to it again. */
  public String yaml() {
    return new ConfigDump(JobConfigs.KINDS).yaml(this);
  }

  /** What the job shares with a {@code fit} of images. */
  public JobConfig job() {
    return new JobConfig(source, signal, fit, run);
  }
}
