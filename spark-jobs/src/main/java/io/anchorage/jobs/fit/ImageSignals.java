package io.anchorage.jobs.fit;

import io.anchorage.field.Column;
import io.anchorage.field.Field;
import io.anchorage.fit.FieldOutcome;
import io.anchorage.signal.ColourChannels;
import io.anchorage.signal.Raster;
import io.anchorage.signal.Signal;
import io.anchorage.task.TaskConfig;
import java.util.List;

/**
 * The signals of the images themselves.
 *
 * @param channels number of channels of the table's fields
 * @param task what a fit sees of them
 */
record ImageSignals(Signals signals, int channels, TaskConfig task) implements ItemSignals {
  @Override
  public Reader reader() {
    return (id, decoded) -> signals.of(id, withColour(decoded));
  }

  @Override
  public List<String> scores() {
    return TaskColumns.of(task).stream()
        .filter(column -> column.type() == Column.Type.FLOAT)
        .map(Column::name)
        .toList();
  }

  @Override
  public Field field(Signal signal, FieldOutcome.Fitted fitted) {
    return fitted
        .task()
        .map(scores -> TaskColumns.field(task, fitted.field(), scores))
        .orElse(fitted.field());
  }

  /** An image whose palette happens to be grey belongs among images in colour. */
  private Raster withColour(Raster decoded) {
    return channels == 3 && decoded.palette() ? ColourChannels.of(decoded, 3) : decoded;
  }
}
