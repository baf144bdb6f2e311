/**
 * PyTorch's files and pickles of NumPy's arrays, of which only data are read: tensors,
 * dictionaries, lists, numbers and texts. Nothing in them is executed. A leaf: it imports its own
 * parent, {@code format}, alone.
 */
package io.anchorage.format.torch;
