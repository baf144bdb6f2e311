/**
 * Optimisers, schedules and gradient clipping that match PyTorch's step for step, and the training
 * step.
 */
package io.anchorage.learn.optim;
