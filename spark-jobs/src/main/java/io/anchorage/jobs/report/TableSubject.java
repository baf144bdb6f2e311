package io.anchorage.jobs.report;

import io.anchorage.jobs.table.TableFamily;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.signal.Raster;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * What a table's fields represent: images, or something derived from images. The commands that read
 * tables show fields only through this interface; the manifest determines a table's subject.
 */
public interface TableSubject {
  /** Returns the name of what fields represent, in the plural. */
  String unit();

  /**
   * Returns the family, which turns the table's fields back into values.
   *
   * @throws io.anchorage.UserException if this version of Anchorage does not know the recipe, or
   *     the shared parameters are missing
   */
  TableFamily family();

  /**
   * Returns what the fields were fitted to.
   *
   * @param input the dataset's present location; null for where the table's last run read it
   * @throws io.anchorage.UserException if {@code input} is given and is not a dataset
   */
  Targets targets(String input, Configuration hadoop);

  /**
   * Draws one field as a picture.
   *
   * @param scale a whole multiple of the fitted resolution, at least 1; the picture must have fewer
   *     than 2^31 samples
   * @throws io.anchorage.UserException if such a field cannot be drawn
   */
  Raster picture(FieldRow row, int scale);

  /**
   * Measures how quality grows with the number of steps, over the whole table.
   *
   * @return the curves; empty if fields of this kind have none
   * @throws io.anchorage.UserException if the table holds no fields
   */
  Optional<Curves> curves();

  /**
   * Returns the name of the group under which statistics count a field.
   *
   * @param id the field's id
   * @return the group's name; empty if all fields of this kind form one group
   */
  Optional<String> group(String id);

  /**
   * A plot and its data.
   *
   * @param fields number of fields that were read
   */
  record Curves(java.awt.image.BufferedImage plot, String csv, long fields) {}
}
