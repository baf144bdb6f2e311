/** The command line: one class a command, exit codes. */
package io.anchorage.jobs.cli;
