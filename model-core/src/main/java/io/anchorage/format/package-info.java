/** File formats: safetensors. A leaf: it imports no other package of the project. */
package io.anchorage.format;
