/**
 * The science of Anchorage: signals become fields. Nothing here knows of Spark.
 *
 * <p>Imports point one way: {@code fit} to {@code field}, {@code cloud} and {@code signal}, these
 * to {@code kernel}; {@code config}, {@code format} and {@code score} are leaves.
 */
package io.anchorage;
