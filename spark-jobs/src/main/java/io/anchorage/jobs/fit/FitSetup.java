package io.anchorage.jobs.fit;

import io.anchorage.field.SharedParameters;
import io.anchorage.fit.FitRecipe;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.table.shard.ShardFormat;
import java.io.Serializable;

/**
 * The settings shared by all tasks of a run, sent to each executor once.
 *
 * @param engine the engine as requested
 * @param shards how shards are written
 * @param recipeHash the recipe's hash, as in the manifest
 * @param stop tells tasks to end soon
 * @param run the run's number on the table, part of its shards' names
 */
record FitSetup(
    ImageSource source,
    FitRecipe recipe,
    ItemSignals targets,
    SharedParameters shared,
    String engine,
    ShardFormat shards,
    String recipeHash,
    StopSign stop,
    int run)
    implements Serializable {}
