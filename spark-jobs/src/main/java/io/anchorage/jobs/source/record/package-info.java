/** Datasets in files of fixed-size records: IDX, CIFAR-10 and CIFAR-100. */
package io.anchorage.jobs.source.record;
