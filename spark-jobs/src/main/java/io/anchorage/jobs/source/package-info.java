/** Where images come from: IDX, CIFAR-10, folders, Parquet. Ids are stable; reading is parallel. */
package io.anchorage.jobs.source;
