/**
 * Experiments: fits, trainings and scorings that one YAML file asks for, and a published table
 * beside what came of them.
 */
package io.anchorage.jobs.experiment;
