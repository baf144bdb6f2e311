// Layout of the parameters of a coordinate MLP with INPUTS, WIDTH, DEPTH hidden layers, OUTPUTS.
//
//   h_0 = x,  h_(l+1) = f_l(h_l W_l + b_l),  y = h_DEPTH W_DEPTH + b_DEPTH + offset
//
// A field's own array is W_0, b_0, W_1, b_1, ... with W_l [fan in][fan out]. Kernels work on a folded copy, gain_l W_l
// and gain_l b_l, with units padded with zeros to UNITS; gradients have the same layout.
//
//   first    [INPUTS][UNITS], bias [UNITS]
//   layer l  [UNITS][UNITS], bias [UNITS]         l = 1 .. DEPTH - 1
//   last     [OUTPUTS][UNITS], bias [OUTPUTS]     transposed

constexpr int UNITS = (WIDTH + 7) / 8 * 8;
constexpr int FIRST = INPUTS * WIDTH + WIDTH;
constexpr int INNER = WIDTH * WIDTH + WIDTH;
constexpr int PARAMETERS = FIRST + (DEPTH - 1) * INNER + WIDTH * OUTPUTS + OUTPUTS;

constexpr int FOLDED_FIRST_BIAS = INPUTS * UNITS;
constexpr int FOLDED_FIRST = (INPUTS + 1) * UNITS;
constexpr int FOLDED_INNER = (UNITS + 1) * UNITS;
constexpr int FOLDED_LAST = FOLDED_FIRST + (DEPTH - 1) * FOLDED_INNER;
constexpr int FOLDED_LAST_BIAS = FOLDED_LAST + OUTPUTS * UNITS;
constexpr int FOLDED = FOLDED_LAST_BIAS + (OUTPUTS + 3) / 4 * 4;

// A transposed copy of the inner layers for the backward pass.
constexpr int TURNED = (DEPTH - 1) * UNITS * UNITS;

__device__ __forceinline__ constexpr int folded_layer(int layer) { return FOLDED_FIRST + (layer - 1) * FOLDED_INNER; }

// A parameter's index in the folded array, its layer, and its index in the transposed copy (-1 if it is not there).
struct Place {
  int folded;
  int layer;
  int turned;
};

__device__ __forceinline__ Place place(int q) {
  if (q < FIRST) {
    return Place{q / WIDTH * UNITS + q % WIDTH, 0, -1};
  }
  q -= FIRST;
  if (q < (DEPTH - 1) * INNER) {
    int layer = q / INNER + 1;
    int i = q % INNER / WIDTH;
    int j = q % INNER % WIDTH;
    int at = folded_layer(layer);
    return i == WIDTH
        ? Place{at + UNITS * UNITS + j, layer, -1}
        : Place{at + i * UNITS + j, layer, ((layer - 1) * UNITS + j) * UNITS + i};
  }
  q -= (DEPTH - 1) * INNER;
  return q < WIDTH * OUTPUTS
      ? Place{FOLDED_LAST + q % OUTPUTS * UNITS + q / OUTPUTS, DEPTH, -1}
      : Place{FOLDED_LAST_BIAS + q - WIDTH * OUTPUTS, DEPTH, -1};
}
