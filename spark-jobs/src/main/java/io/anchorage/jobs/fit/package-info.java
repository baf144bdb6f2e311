/** The fit job: planning, tasks, resume. */
package io.anchorage.jobs.fit;
