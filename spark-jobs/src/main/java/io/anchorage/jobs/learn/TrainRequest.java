package io.anchorage.jobs.learn;

/**
 * What one {@code train} is asked to do.
 *
 * @param plan the config and its trainings
 * @param input the field table: any Hadoop path
 * @param output the folder of the model, or of the models of a grid: any Hadoop path
 * @param resume go on with what is there; else the output must be empty
 */
public record TrainRequest(TrainPlan plan, String input, String output, boolean resume) {}
