/**
 * The command line: one class per command. Results go to stdout; an error is one line on stderr and
 * an exit code for its kind.
 */
package io.anchorage.jobs.cli;
