/**
 * Files of named arrays, in streams of any length: NumPy's npz, and safetensors of several element
 * types. A leaf: it imports no other package of the project.
 */
package io.anchorage.format.array;
