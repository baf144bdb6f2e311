package io.anchorage.jobs.train;

/**
 * What one {@code evaluate} or {@code predict} is asked to do.
 *
 * @param model the folder of a model: any Hadoop path
 * @param input the field table: any Hadoop path
 * @param split of the table, or {@code all}
 * @param otherRecipe take a table of another recipe or decoder than the model's
 * @param output the folder for predictions; null to count only
 */
public record ScoreRequest(
    String model, String input, String split, boolean otherRecipe, String output) {}
