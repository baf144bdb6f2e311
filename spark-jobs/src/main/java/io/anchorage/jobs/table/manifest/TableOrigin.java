package io.anchorage.jobs.table.manifest;

/**
 * The table that a table was made from, field by field.
 *
 * @param path of that table, absolute
 * @param tableId its id
 * @param recipeHash its recipe's hash
 */
public record TableOrigin(String path, String tableId, String recipeHash) {}
