/** The configuration of a job: records bound from YAML. */
package io.anchorage.jobs.config;
