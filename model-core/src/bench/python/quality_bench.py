"""Seconds that PyTorch and JAX need for the same fits as deploy/bench quality, with the same recipes.

    quality_bench.py FOLDER [torch,compile,jax]

FOLDER is what the Java half exported: rows.json and the images. Prints rows of the same Markdown table.
Written as users of these libraries would: PyTorch batched over images with torch.baddbmm, once eager and
once with torch.compile; JAX with vmap over images and scan over steps, as in fit-a-nef. The best of some
batch sizes counts. Rows of other families than SIREN are left out.
"""

import json
import math
import pathlib
import sys
import time

import numpy

SECONDS = 15.0


def layers(fit, inputs, channels):
    family = fit["family"]
    return [inputs] + [family["width"]] * family["depth"] + [channels]


def omegas(fit):
    family = fit["family"]
    given = family["omega"]
    given = given if isinstance(given, list) else [given]
    return given * family["depth"] if len(given) == 1 else given


def bounds(fit, sizes):
    """Bounds of the uniform start: weights and biases of each layer."""
    scale = fit["family"]["weight-scale"]
    factors = omegas(fit)
    out = []
    for layer, fan_in in enumerate(sizes[:-1]):
        hidden = layer < len(sizes) - 2
        weight = 1 / fan_in if layer == 0 else math.sqrt(6 / fan_in) / factors[min(layer, len(factors) - 1)]
        s = scale if hidden else 1
        out.append((s * weight, s / math.sqrt(fan_in)))
    return out


def share(fit, taken):
    schedule, steps = fit["schedule"], fit["stop"]["steps"]
    warm = schedule["warm-up"]
    if taken < warm:
        return (taken + 1) / (warm + 1)
    if schedule["kind"] == "constant":
        return 1.0
    progress = (taken - warm) / (steps - warm)
    return schedule["end"] + (1 - schedule["end"]) * (1 + math.cos(math.pi * progress)) / 2


def grid(shape):
    axes = numpy.meshgrid(*[numpy.linspace(-1, 1, n, dtype=numpy.float32) for n in shape], indexing="ij")
    return numpy.stack(axes, -1).reshape(-1, len(shape))


def psnr(values, target, scale):
    """Of each image, on the unit pixel scale, the reconstruction clamped to [0, 1]."""
    unit = lambda v: v * scale + (0.5 if scale == 0.5 else 0.0)
    error = numpy.mean((numpy.clip(unit(values), 0, 1) - unit(target)) ** 2, axis=(1, 2))
    return -10 * numpy.log10(numpy.maximum(error, 1e-20))


class Torch:
    def __init__(self, row, images, compiled):
        import torch

        self.torch, self.row, self.fit = torch, row, row["fit"]
        self.images = torch.from_numpy(images)
        self.sizes = layers(self.fit, len(row["shape"]), row["channels"])
        self.x = torch.from_numpy(grid(row["shape"]))
        self.factors = omegas(self.fit)
        self.loss = torch.compile(self.plain_loss) if compiled else self.plain_loss
        self.name = "PyTorch %s%s" % (torch.__version__.split("+")[0], ", compiled" if compiled else "")

    def field(self, parameters, x):
        h = x
        for layer in range(len(self.sizes) - 1):
            h = self.torch.baddbmm(parameters[2 * layer + 1], h, parameters[2 * layer])
            if layer < len(self.sizes) - 2:
                h = self.torch.sin(self.factors[layer] * h)
        return h

    def plain_loss(self, parameters, x, target):
        return (self.field(parameters, x) - target).square().mean(dim=(1, 2)).sum()

    def run(self, target):
        torch, batch, points = self.torch, len(target), len(self.x)
        parameters = []
        for (weight, bias), i, o in zip(bounds(self.fit, self.sizes), self.sizes, self.sizes[1:]):
            parameters.append(torch.empty(batch, i, o).uniform_(-weight, weight).requires_grad_())
            parameters.append(torch.empty(batch, 1, o).uniform_(-bias, bias).requires_grad_())
        settings = self.fit["adam"]
        adam = torch.optim.Adam(
            parameters,
            lr=settings["learning-rate"],
            betas=(settings["beta1"], settings["beta2"]),
            eps=settings["epsilon"],
            foreach=True,
        )
        x = self.x.expand(batch, points, self.x.shape[1])
        chunk = max(1, int(self.fit["family"]["pixels-per-step"] * points))
        for taken in range(self.fit["stop"]["steps"]):
            adam.param_groups[0]["lr"] = settings["learning-rate"] * share(self.fit, taken)
            if chunk == points:
                loss = self.loss(parameters, x, target)
            else:
                if taken % (points // chunk) == 0:
                    order = torch.randperm(points)
                at = taken % (points // chunk) * chunk
                seen = order[at : at + chunk]
                loss = self.loss(parameters, x[:, seen], target[:, seen])
            adam.zero_grad()
            loss.backward()
            adam.step()
        with torch.no_grad():
            return self.field(parameters, x).numpy()

    def fits(self, count, batch):
        out = []
        for start in range(0, count, batch):
            out.append(self.run(self.images[start : start + batch]))
        return numpy.concatenate(out)


class Jax:
    def __init__(self, row, images):
        import jax
        import jax.numpy as jnp

        self.jax, self.jnp, self.row, self.fit = jax, jnp, row, row["fit"]
        self.images = images
        self.sizes = layers(self.fit, len(row["shape"]), row["channels"])
        self.x = jnp.asarray(grid(row["shape"]))
        self.factors = omegas(self.fit)
        steps = self.fit["stop"]["steps"]
        rate = self.fit["adam"]["learning-rate"]
        self.rates = jnp.asarray([rate * share(self.fit, t) for t in range(steps)], jnp.float32)
        self.fit_all = jax.jit(jax.vmap(self.fit_one))
        self.name = "JAX " + jax.__version__

    def field(self, parameters):
        h = self.x
        for layer, (weight, bias) in enumerate(parameters):
            h = h @ weight + bias
            if layer < len(self.sizes) - 2:
                h = self.jnp.sin(self.factors[layer] * h)
        return h

    def fit_one(self, parameters, target):
        jax, jnp = self.jax, self.jnp
        settings = self.fit["adam"]
        b1, b2, eps = settings["beta1"], settings["beta2"], settings["epsilon"]
        gradient = jax.grad(lambda p: jnp.mean((self.field(p) - target) ** 2))

        def step(state, rate):
            p, m, v, t = state
            g = gradient(p)
            m = jax.tree.map(lambda m, g: b1 * m + (1 - b1) * g, m, g)
            v = jax.tree.map(lambda v, g: b2 * v + (1 - b2) * g * g, v, g)
            t = t + 1
            p = jax.tree.map(
                lambda p, m, v: p - rate * (m / (1 - b1**t)) / (jnp.sqrt(v / (1 - b2**t)) + eps), p, m, v
            )
            return (p, m, v, t), None

        zeros = jax.tree.map(jnp.zeros_like, parameters)
        (p, _, _, _), _ = jax.lax.scan(step, (parameters, zeros, zeros, jnp.float32(0)), self.rates)
        return self.field(p)

    def fits(self, count, batch):
        out = []
        for start in range(0, count, batch):
            target = self.images[start : start + batch]
            random = numpy.random.default_rng(start)
            parameters = [
                (
                    random.uniform(-w, w, (len(target), i, o)).astype(numpy.float32),
                    random.uniform(-b, b, (len(target), o)).astype(numpy.float32),
                )
                for (w, b), i, o in zip(bounds(self.fit, self.sizes), self.sizes, self.sizes[1:])
            ]
            out.append(numpy.asarray(self.fit_all(parameters, target)))
        return numpy.concatenate(out)


def measure(program, row, images):
    """The best of some batch sizes, each warmed up first."""
    best = None
    for batch in (16, 64, 256) if len(images) > 16 else (len(images),):
        if batch > len(images):
            continue
        start = time.perf_counter()
        program.fits(batch, batch)
        first = time.perf_counter() - start
        if first > 20 * SECONDS and best is not None:
            break
        start = time.perf_counter()
        values = program.fits(batch, batch)
        each = (time.perf_counter() - start) / batch
        if each * batch > SECONDS and best is None:
            best = (each, batch, values)
            break
        count = max(batch, min(len(images), int(SECONDS / each)) // batch * batch)
        start = time.perf_counter()
        values = program.fits(count, batch)
        took = (time.perf_counter() - start) / count
        if best is None or took < best[0]:
            best = (took, batch, values)
    took, batch, values = best
    quality = psnr(values, images[: len(values)], row["scale"])
    reached = quality.mean() >= row["target"] if row["of"] == "mean" else (quality >= row["target"]).mean() >= 0.95
    print(
        "| %s | %s %.2f dB | %s, batches of %d | %s | %d | %.2f | %.2f | %s | %d | %.4f | %s |"
        % (
            row["title"],
            row["of"],
            row["target"],
            program.name,
            batch,
            row["recipe"],
            row["fit"]["stop"]["steps"],
            quality.mean(),
            quality.min(),
            "yes" if reached else "no",
            len(values),
            took,
            format(round(took * row["whole"]), ","),
        ),
        flush=True,
    )


def main():
    folder = pathlib.Path(sys.argv[1])
    chosen = (sys.argv[2] if len(sys.argv) > 2 else "torch,compile,jax").split(",")
    for row in json.loads((folder / "rows.json").read_text()):
        if row["fit"]["family"]["kind"] != "siren":
            continue
        images = numpy.fromfile(folder / row["file"], "<f4").reshape(row["images"], -1, row["channels"])
        whole = row["fit"]["family"]["pixels-per-step"] == 1
        for name in chosen:
            if name == "jax" and not whole:
                continue
            try:
                measure(Jax(row, images) if name == "jax" else Torch(row, images, name == "compile"), row, images)
            except ImportError as missing:
                print("%s is not installed: %s" % (name, missing), file=sys.stderr)
            except Exception as failed:  # torch.compile needs a C++ compiler, and more
                print("%s cannot do %s: %s" % (name, row["name"], str(failed).splitlines()[0]), file=sys.stderr)


if __name__ == "__main__":
    main()
