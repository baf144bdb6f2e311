package io.anchorage.equation;

/** A complex number. */
record Complex(double re, double im) {
  Complex plus(Complex other) {
    return new Complex(re + other.re, im + other.im);
  }

  Complex times(Complex other) {
    return new Complex(re * other.re - im * other.im, re * other.im + im * other.re);
  }

  Complex over(Complex other) {
    double square = other.square();
    Complex product = times(other.conjugate());
    return new Complex(product.re / square, product.im / square);
  }

  Complex conjugate() {
    return new Complex(re, -im);
  }

  /** |z|^2. */
  double square() {
    return re * re + im * im;
  }
}
