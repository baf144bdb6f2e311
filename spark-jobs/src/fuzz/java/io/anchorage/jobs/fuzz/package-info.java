/**
 * Tools of those who work on the jobs: damaged files and growing datasets held against them, and
 * helpers of {@code deploy/cases}.
 */
package io.anchorage.jobs.fuzz;
