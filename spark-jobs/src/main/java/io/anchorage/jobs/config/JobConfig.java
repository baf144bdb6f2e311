package io.anchorage.jobs.config;

import io.anchorage.fit.FitRecipe;
import io.anchorage.signal.SignalConfig;

/**
 * Everything that a {@code fit} job is told: the sections of one YAML file.
 *
 * @param source where images come from
 * @param signal how images become signals; part of the recipe
 * @param fit the recipe of the fits
 * @param run how the work is cut and watched
 */
public record JobConfig(SourceConfig source, SignalConfig signal, FitRecipe fit, RunConfig run) {}
