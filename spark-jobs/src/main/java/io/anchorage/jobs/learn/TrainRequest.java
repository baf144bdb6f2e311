package io.anchorage.jobs.learn;

/**
 * The arguments of one {@code train} job.
 *
 * @param plan the config and its training runs
 * @param input the field table; any Hadoop path
 * @param output the folder for the model, or for all models of a grid; any Hadoop path
 * @param resume whether to continue from existing output; if false, the output must be empty
 */
public record TrainRequest(TrainPlan plan, String input, String output, boolean resume) {}
