/**
 * Datasets that are folders of image files: whose folder is which class and split, and label files.
 */
package io.anchorage.jobs.source.folder;
