/** Pictures of fields: reconstructions and contact sheets. */
package io.anchorage.jobs.picture;
