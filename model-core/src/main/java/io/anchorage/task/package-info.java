/**
 * What a fit sees of an image: its pixels, or noisy, masked, smaller or projected ones. Masks,
 * operators and losses stand beside the families: any of them can be fitted to any task.
 */
package io.anchorage.task;
