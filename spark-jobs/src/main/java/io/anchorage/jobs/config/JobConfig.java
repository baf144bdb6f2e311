package io.anchorage.jobs.config;

import io.anchorage.fit.FitRecipe;
import io.anchorage.signal.SignalConfig;

/**
 * The complete configuration of a {@code fit} job: the sections of one YAML file.
 *
 * @param source where the images come from
 * @param signal how images become signals; part of the recipe
 * @param fit how each field is fitted; part of the recipe
 * @param run how the work is divided and monitored
 */
public record JobConfig(SourceConfig source, SignalConfig signal, FitRecipe fit, RunConfig run) {}
