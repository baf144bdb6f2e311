/**
 * Orchestration only: the command line, sources, tables, jobs, progress. The science is in
 * model-core.
 */
package io.anchorage.jobs;
