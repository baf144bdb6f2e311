/**
 * Layers on top of PyTorch: a model's parameters in one array, functions from arrays to arrays, and
 * the gradient of a scalar. DJL's blocks and trainer are not used, because a process can have only
 * one of their gradient collectors.
 */
package io.anchorage.learn.net;
