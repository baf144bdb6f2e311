package io.anchorage.jobs.fit;

import io.anchorage.field.SharedParameters;
import io.anchorage.jobs.table.SharedContent;
import io.anchorage.jobs.table.manifest.TableSpec;

/**
 * Everything that must be known before the first fit.
 *
 * @param targets how items become signals
 * @param shared parameters shared by all fits; none for families without shared parameters
 * @param content the file of shared parameters, for a new table
 * @param spec the specification from which the table is made
 */
public record FitInputs(
    ItemSignals targets, SharedParameters shared, SharedContent content, TableSpec spec) {}
