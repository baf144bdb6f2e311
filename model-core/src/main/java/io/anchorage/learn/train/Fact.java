package io.anchorage.learn.train;

/**
 * A fact about a model's provenance: a table's recipe hash, a decoder's hash, a version.
 *
 * @param name of the fact
 * @param value of the fact
 */
public record Fact(String name, String value) {}
