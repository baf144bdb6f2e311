package io.anchorage.jobs.source;

import java.io.Serializable;

/**
 * One image of a source, known before its pixels are read.
 *
 * @param id stable: {@code dataset/split/index}, or {@code dataset/} and the relative path
 * @param split {@code train} or {@code test}; {@code val} for a validation split beside a test
 *     split
 * @param index the image's place in its split, from 0, in the source's order
 * @param location the file that holds it
 * @param position the record's number in that file; 0 for a file that holds one image
 * @param pixels height times width as the header tells, or an estimate; what tasks are cut by
 */
public record ItemRef(
    String id, String split, long index, String location, long position, long pixels)
    implements Serializable {}
