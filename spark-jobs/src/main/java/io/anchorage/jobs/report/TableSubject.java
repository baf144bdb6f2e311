package io.anchorage.jobs.report;

import io.anchorage.jobs.table.TableFamily;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.signal.Raster;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * What a table's fields stand for: images, or something that is made of images. The commands that
 * read tables show fields by this alone; which one a table has follows from its manifest.
 */
public interface TableSubject {
  /** What fields stand for, in the plural. */
  String unit();

  /**
   * What turns the table's fields back into values.
   *
   * @throws io.anchorage.UserException if this Anchorage does not know the recipe, or the shared
   *     parameters are not there
   */
  TableFamily family();

  /**
   * What the fields were fitted to.
   *
   * @param input where the dataset is now; null for where the table's last run read it
   * @throws io.anchorage.UserException if {@code input} is given and is no dataset
   */
  Targets targets(String input, Configuration hadoop);

  /**
   * One field as a picture.
   *
   * @param scale a whole multiple of the fitted resolution, at least 1; the picture must stay below
   *     2^31 samples
   * @throws io.anchorage.UserException if such a field cannot be drawn
   */
  Raster picture(FieldRow row, int scale);

  /**
   * How quality grows with the steps, over the whole table.
   *
   * @return empty if fields of this kind have no such curves
   * @throws io.anchorage.UserException if the table holds no fields
   */
  Optional<Curves> curves();

  /**
   * The name under which statistics gather a field.
   *
   * @param id the field's
   * @return empty if fields of this kind are one group
   */
  Optional<String> group(String id);

  /**
   * A plot and its data.
   *
   * @param fields how many were read
   */
  record Curves(java.awt.image.BufferedImage plot, String csv, long fields) {}
}
