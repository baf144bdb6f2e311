package io.anchorage.jobs.allcnn.maps;

/**
 * The id of one feature map of one image, {@code IMAGE#PHASE/LAYER}.
 *
 * @param image the image's id
 * @param layer from 1
 */
public record MapId(String image, MapPhase phase, int layer) {
  private static final char MARK = '#';

  /**
   * Reads an id.
   *
   * @throws IllegalArgumentException if it is not the id of a feature map
   */
  public static MapId parse(String id) {
    int mark = id.lastIndexOf(MARK);
    int slash = id.indexOf('/', mark + 1);
    if (mark < 0 || slash < 0) {
      throw new IllegalArgumentException("Not the id of a feature map: " + id);
    }
    return new MapId(
        id.substring(0, mark),
        MapPhase.of(id.substring(mark + 1, slash)),
        Integer.parseInt(id.substring(slash + 1)));
  }

  @Override
  public String toString() {
    return image + MARK + phase.word() + "/" + layer;
  }
}
