/**
 * Experiments: the fits, trainings and scorings that one YAML file asks for, and a report that
 * shows the results beside a published table.
 */
package io.anchorage.jobs.experiment;
