package io.anchorage.jobs.allcnn.maps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MapIdTest {
  @Test
  void an_id_says_image_phase_and_layer_and_is_read_again() {
    MapId id = new MapId("fashion-mnist/train/12", MapPhase.TRAINED, 3);

    assertThat(id).hasToString("fashion-mnist/train/12#trained/3");
    assertThat(MapId.parse(id.toString())).isEqualTo(id);
  }

  @Test
  void an_image_may_have_the_mark_in_its_own_name() {
    MapId id = new MapId("folder/no #1/a.png", MapPhase.INITIALISED, 6);

    assertThat(MapId.parse(id.toString())).isEqualTo(id);
  }

  @Test
  void ids_of_images_are_no_ids_of_maps() {
    assertThatThrownBy(() -> MapId.parse("fashion-mnist/train/12"))
        .hasMessage("Not the id of a feature map: fashion-mnist/train/12");
    assertThatThrownBy(() -> MapId.parse("a#untrained/3")).hasMessage("No such phase: untrained");
  }
}
