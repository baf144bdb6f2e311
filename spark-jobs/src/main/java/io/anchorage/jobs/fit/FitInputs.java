package io.anchorage.jobs.fit;

import io.anchorage.field.SharedParameters;
import io.anchorage.jobs.table.SharedContent;
import io.anchorage.jobs.table.manifest.TableSpec;

/**
 * What must be known before the first fit.
 *
 * @param targets how items become signals
 * @param shared what all fits share; none for families that share nothing
 * @param content the file of shared parameters, for a table that is made now
 * @param spec what the table is made by
 */
public record FitInputs(
    ItemSignals targets, SharedParameters shared, SharedContent content, TableSpec spec) {}
