/** File formats, each in one file: safetensors. A leaf: it imports nothing of ours. */
package io.anchorage.format;
