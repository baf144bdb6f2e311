package io.anchorage.learn.train;

/**
 * Something to know about where a model comes from: a table's recipe hash, a decoder's hash, a
 * version.
 *
 * @param name what it is
 * @param value of it
 */
public record Fact(String name, String value) {}
