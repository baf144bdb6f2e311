package io.anchorage.learn.cnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceptiveFieldTest {
  private static final AllCnnConfig TABLE_1 = AllCnnConfig.defaults();

  @Test
  void the_nine_maps_have_the_sides_and_channels_of_table_1() {
    assertThat(TABLE_1.layers().stream().map(ConvLayer::side))
        .containsExactly(32, 32, 16, 16, 16, 8, 6, 6, 6);
    assertThat(TABLE_1.layers().stream().map(ConvLayer::outputs))
        .containsExactly(96, 96, 192, 192, 192, 192, 192, 192, 10);
    assertThat(TABLE_1.layers().stream().map(ConvLayer::inputs))
        .containsExactly(1, 96, 96, 192, 192, 192, 192, 192, 192);
  }

  @Test
  void an_activation_sees_more_of_the_image_from_layer_to_layer() {
    assertThat(TABLE_1.layers().stream().map(layer -> rowsOfImage(layer.number())))
        .containsExactly(3, 5, 7, 11, 15, 19, 27, 27, 27);
  }

  /** Rows of an endless image under an activation, by going down from layer to layer. */
  private static int rowsOfImage(int number) {
    int low = 0;
    int high = 0;
    for (int i = number; i >= 1; i--) {
      ReceptiveField field = TABLE_1.layer(i).field();
      low = field.origin(low);
      high = field.origin(high) + field.kernel() - 1;
    }
    return high - low + 1;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
  void each_position_of_each_layer_sees_what_the_convolution_adds_up(int number) {
    ReceptiveField field = TABLE_1.layer(number).field();
    int side = field.outputSide();
    for (int output = 0; output < side * side; output++) {
      int[] expected = byDefinition(field, output);
      assertThat(field.positions(output)).isEqualTo(expected);
      assertThat(field.count(output))
          .isEqualTo((int) Arrays.stream(expected).filter(v -> v >= 0).count());
    }
  }

  /** Positions in the padded input, moved back. */
  private static int[] byDefinition(ReceptiveField field, int output) {
    int[] positions = new int[field.taps()];
    int tap = 0;
    for (int a = 0; a < field.kernel(); a++) {
      for (int b = 0; b < field.kernel(); b++) {
        int row = output / field.outputSide() * field.stride() + a - field.pad();
        int column = output % field.outputSide() * field.stride() + b - field.pad();
        boolean outside = Math.min(row, column) < 0 || Math.max(row, column) >= field.inputSide();
        positions[tap++] = outside ? -1 : row * field.inputSide() + column;
      }
    }
    return positions;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
  void who_sees_whom_is_the_same_from_both_sides(int number) {
    ReceptiveField field = TABLE_1.layer(number).field();
    int side = field.outputSide();
    for (int output = 0; output < side * side; output++) {
      List<Integer> seen = Arrays.stream(field.positions(output)).boxed().toList();
      for (int input = 0; input < field.inputSide() * field.inputSide(); input++) {
        boolean sees = seen.contains(input);
        assertThat(field.sees(output, input)).isEqualTo(sees);
        assertThat(backwards(field, output, input)).isEqualTo(sees);
      }
    }
  }

  private static boolean backwards(ReceptiveField field, int output, int input) {
    int row = output / field.outputSide();
    int column = output % field.outputSide();
    int inputRow = input / field.inputSide();
    int inputColumn = input % field.inputSide();
    return row >= field.firstSeeing(inputRow)
        && row <= field.lastSeeing(inputRow)
        && column >= field.firstSeeing(inputColumn)
        && column <= field.lastSeeing(inputColumn);
  }

  @Test
  void a_stride_larger_than_the_kernel_leaves_positions_that_nobody_sees() {
    ReceptiveField field = new ReceptiveField(1, 0, 2, 5);

    assertThat(field.outputSide()).isEqualTo(3);
    assertThat(field.firstSeeing(1)).isGreaterThan(field.lastSeeing(1));
    assertThat(field.firstSeeing(2)).isEqualTo(1).isEqualTo(field.lastSeeing(2));
  }

  @Test
  void sizes_without_sense_are_refused() {
    assertThatThrownBy(() -> new ReceptiveField(3, 3, 1, 8))
        .hasMessage("pad must be in 0 .. kernel - 1: 3");
    assertThatThrownBy(() -> new ReceptiveField(5, 1, 1, 2))
        .hasMessage("inputSide must hold the kernel, padding included: 2");
    assertThatThrownBy(() -> TABLE_1.layer(10))
        .hasMessage("Layer must be in 1 .. 9, the network's convolutions: 10");
    assertThatThrownBy(() -> TABLE_1.layer(0))
        .hasMessage("Layer must be in 1 .. 9, the network's convolutions: 0");
  }
}
