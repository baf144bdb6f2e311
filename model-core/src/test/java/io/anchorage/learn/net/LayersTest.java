package io.anchorage.learn.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.anchorage.format.Tensor;
import io.anchorage.kernel.random.Philox;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LayersTest {
  private final Tensors torch = Tensors.load();
  private final NDManager manager = torch.newManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void batch_norm_moves_its_running_statistics_as_pytorch_does() {
    ModelParameters plan = new ModelParameters();
    BatchNorm norm = new BatchNorm(plan, "norm", 1, 1e-3, 0.01);
    Weights weights = Weights.initial(plan, manager, torch, 1);
    NDArray x = manager.create(new float[] {1, 2, 6}).reshape(3, 1);

    Pass pass = Pass.training(torch, manager, weights);
    float[] y = norm.apply(pass, x).toFloatArray();

    // mean 3, variance 14/3, unbiased 7
    assertThat(y[0]).isCloseTo((float) (-2 / Math.sqrt(14 / 3.0 + 1e-3)), within(1e-5f));
    SortedMap<String, Tensor> tensors = weights.tensors();
    assertThat(tensors.get("norm.running_mean").data()[0]).isCloseTo(0.03f, within(1e-6f));
    assertThat(tensors.get("norm.running_var").data()[0])
        .isCloseTo(0.99f + 0.01f * 7, within(1e-6f));
  }

  @Test
  void batch_norm_of_a_single_row_takes_the_running_statistics() {
    ModelParameters plan = new ModelParameters();
    BatchNorm norm = BatchNorm.usual(plan, "norm", 2);
    Weights weights = Weights.initial(plan, manager, torch, 1);

    NDArray x = manager.create(new float[] {1, 2}).reshape(1, 2);
    float[] y = norm.apply(Pass.training(torch, manager, weights), x).toFloatArray();

    assertThat(y[1]).isCloseTo(2f, within(1e-4f));
    assertThat(weights.tensors().get("norm.running_var").data()).containsExactly(1, 1);
  }

  @Test
  void the_gradient_of_a_product_with_a_number_does_not_depend_on_what_is_freed_before_it() {
    ModelParameters plan = new ModelParameters();
    Parameter x = plan.parameter("x", new Init.Constant(2), 1);
    Weights weights = Weights.initial(plan, manager, torch, 1);
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      Pass[] pass = new Pass[1];
      List<ByteBuffer> litter = new ArrayList<>();
      Tensors.differentiate(
          () -> {
            pass[0] = Pass.training(torch, manager, weights);
            NDArray sum = pass[0].of(x);
            for (int i = 0; i < 200; i++) {
              sum = pass[0].scaled(sum, 1);
            }
            collectAndFill(litter);
            return sum.sum();
          });

      assertThat(pass[0].gradient().toFloatArray()).containsExactly(1);
      assertThat(litter).isNotEmpty();
    }
  }

  /** Frees what nobody holds, and writes over small pieces of memory that are free. */
  private static void collectAndFill(List<ByteBuffer> litter) {
    for (int round = 0; round < 20; round++) {
      System.gc();
      for (int i = 0; i < 2000; i++) {
        litter.add(
            ByteBuffer.allocateDirect(4).order(ByteOrder.nativeOrder()).putInt(0, 0x41200000));
      }
    }
  }

  @Test
  void the_gradient_of_all_parameters_lies_in_the_order_of_the_plan() {
    ModelParameters plan = new ModelParameters();
    Linear linear = Linear.of(plan, "linear", 2, 1);
    Parameter unused = plan.parameter("unused", new Init.Constant(5), 2);
    Weights weights = Weights.initial(plan, manager, torch, 1);
    Pass[] pass = new Pass[1];
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray x = manager.create(new float[] {3, 7}).reshape(1, 2);
      Tensors.differentiate(
          () -> {
            pass[0] = Pass.training(torch, manager, weights);
            return linear.apply(pass[0], x).sum();
          });

      assertThat(pass[0].gradient().toFloatArray()).containsExactly(3, 7, 1, 0, 0);
      assertThat(pass[0].of(unused).toFloatArray()).containsExactly(5, 5);
    }
  }

  @Test
  void weights_that_were_stored_come_back_and_others_are_refused_by_name() {
    ModelParameters plan = new ModelParameters();
    Linear.of(plan, "linear", 2, 3);
    BatchNorm.usual(plan, "norm", 3);
    Weights first = Weights.initial(plan, manager, torch, 1);
    Weights second = Weights.initial(plan, manager, torch, 2);
    assertThat(second.values().toFloatArray()).isNotEqualTo(first.values().toFloatArray());

    second.load(first.tensors());

    assertThat(second.values().toFloatArray()).containsExactly(first.values().toFloatArray());
    SortedMap<String, Tensor> less = new TreeMap<>(first.tensors());
    less.remove("norm.running_var");
    assertThatThrownBy(() -> second.load(less))
        .hasMessage("Array norm.running_var of the model is missing");
    less.put("linear.weight", new Tensor(List.of(6), new float[6]));
    assertThatThrownBy(() -> second.load(less))
        .hasMessage("Array linear.weight has shape [3, 2] in the model but [6] in the file");
  }

  @Test
  void a_parameter_starts_the_same_whatever_else_the_model_has() {
    ModelParameters small = new ModelParameters();
    Linear.of(small, "a", 4, 4);
    ModelParameters large = new ModelParameters();
    Linear.of(large, "b", 4, 4);
    Linear.of(large, "a", 4, 4);

    float[] alone = Weights.initial(small, manager, torch, 9).tensors().get("a.weight").data();
    float[] beside = Weights.initial(large, manager, torch, 9).tensors().get("a.weight").data();

    assertThat(beside).containsExactly(alone);
    for (float w : alone) {
      assertThat(w).isBetween(-0.5f, 0.5f);
    }
  }

  @Test
  void a_truncated_normal_ends_at_two_deviations() {
    float[] values = new float[2000];
    new Init.TruncatedNormal(0.02f).fill(values, new Philox(3));

    double squares = 0;
    for (float x : values) {
      assertThat(Math.abs(x)).isLessThanOrEqualTo(0.04f);
      squares += x * x;
    }
    assertThat(Math.sqrt(squares / values.length)).isCloseTo(0.0176, within(0.001));
  }

  @Test
  void a_missing_row_is_a_row_of_zeros_and_takes_no_gradient() {
    ModelParameters plan = new ModelParameters();
    Parameter x = plan.parameter("x", new Init.Constant(2), 2, 3);
    Weights weights = Weights.initial(plan, manager, torch, 1);
    Pass[] pass = new Pass[1];
    NDArray[] gathered = new NDArray[1];
    Tensors.differentiate(
        () -> {
          pass[0] = Pass.training(torch, manager, weights);
          NDArray rows = Rows.withZeroRow(pass[0], pass[0].of(x));
          gathered[0] = Rows.gather(rows, pass[0].indices(new int[] {2, 1, 1, 2}, 2, 2));
          return gathered[0].sum();
        });

    assertThat(gathered[0].toFloatArray()).containsExactly(0, 0, 0, 2, 2, 2, 2, 2, 2, 0, 0, 0);
    assertThat(pass[0].gradient().toFloatArray()).containsExactly(0, 0, 0, 2, 2, 2);
  }
}
