package io.anchorage.family.mlp.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.anchorage.kernel.Gabor;

/**
 * exp(j omega z - |s z|^2) and its relatives, with complex numbers as their parts side by side: see
 * {@link Gabor}.
 */
final class TensorGabor implements TensorActivation {
  private final Gabor gabor;
  private final NDList omegas = new NDList();
  private final NDList scales = new NDList();

  TensorGabor(Gabor gabor, NDManager manager) {
    this.gabor = gabor;
    gabor.omegas().forEach(omega -> omegas.add(manager.create(omega)));
    gabor.scales().forEach(scale -> scales.add(manager.create(scale)));
  }

  /** (re + j im) (R + j I) for each complex part. */
  @Override
  public NDArray linear(int layer, NDArray h, NDArray w) {
    if (!gabor.complex(layer)) {
      return h.matMul(w);
    }
    NDList parts = h.split(2, 2);
    NDList matrices = w.split(gabor.forms(layer), 2);
    NDList out = new NDList();
    for (int form = 0; form < matrices.size(); form += 2) {
      NDArray re = matrices.get(form);
      NDArray im = matrices.get(form + 1);
      out.add(parts.get(0).matMul(re).sub(parts.get(1).matMul(im)));
      out.add(parts.get(0).matMul(im).add(parts.get(1).matMul(re)));
    }
    return concat(out);
  }

  private static NDArray concat(NDList parts) {
    NDArray all = parts.get(0);
    for (int i = 1; i < parts.size(); i++) {
      all = all.concat(parts.get(i), 2);
    }
    return all;
  }

  @Override
  public NDArray apply(int layer, NDArray z) {
    NDList forms = gabor.forms(layer) == 1 ? new NDList(z) : z.split(gabor.forms(layer), 2);
    NDArray phase = forms.get(0).mul(omegas.get(layer));
    boolean real = gabor.form() == Gabor.Form.REAL;
    NDArray exponent = window(layer, forms.get(real ? 1 : 0));
    for (int form = real ? 2 : 1; form < forms.size(); form++) {
      exponent = exponent.add(window(layer, forms.get(form)));
    }
    if (gabor.complex(layer)) {
      exponent = exponent.sub(forms.get(1).mul(omegas.get(layer)));
    }
    NDArray size = exponent.exp();
    NDArray re = phase.cos().mul(size);
    return real ? re : re.concat(phase.sin().mul(size), 2);
  }

  private NDArray window(int layer, NDArray z) {
    return z.mul(scales.get(layer)).square().neg();
  }
}
