/** HDF5 files of arrays and text, read and written through jHDF. */
package io.anchorage.jobs.exchange.hdf5;
