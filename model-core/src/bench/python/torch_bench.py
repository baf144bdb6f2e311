"""Times PyTorch on the workloads of deploy/bench, written as a PyTorch user would write them.

Eager mode, batched over images with torch.baddbmm, one Adam over all parameters. Prints Markdown.

    torch_bench.py [quick|full] [WORKLOAD ...]
"""

import math
import sys
import time

import torch

# Workloads whose rounds would take longer than this many seconds are skipped.
LONGEST = 60.0


def siren(batch, sizes, side, omega=30.0):
    """sizes: number of inputs, units of each sine layer, and number of outputs."""
    points = side * side
    axis = torch.linspace(-1, 1, side)
    x = torch.stack(torch.meshgrid(axis, axis, indexing="ij"), -1).reshape(1, points, 2)
    x = x.expand(batch, points, 2)
    target = torch.rand(batch, points, sizes[-1])
    layers = len(sizes) - 1
    parameters = []
    for layer in range(layers):
        bound = 0.5 if layer == 0 else math.sqrt(6 / sizes[layer]) / omega
        for rows in (sizes[layer], 1):
            p = torch.empty(batch, rows, sizes[layer + 1]).uniform_(-bound, bound)
            parameters.append(p.requires_grad_())
    adam = torch.optim.Adam(parameters, lr=1e-4)

    def step():
        h = x
        for layer in range(layers):
            h = torch.baddbmm(parameters[2 * layer + 1], h, parameters[2 * layer])
            if layer < layers - 1:
                h = torch.sin(omega * h)
        loss = ((h - target) ** 2).mean(dim=(1, 2)).sum()
        adam.zero_grad()
        loss.backward()
        adam.step()
        return loss.item()

    return step


def arc(batch, side, channels, anchors=None, dim=32, slots=4):
    """anchors: number per image; one per twenty pixels by default."""
    points = side * side
    anchors = anchors or int(0.05 * points)
    pixels = points // 4
    hidden = slots * (dim + 2)
    latents = torch.empty(batch * anchors, dim).uniform_(-1e-4, 1e-4).requires_grad_()
    decoder = torch.nn.Sequential(
        torch.nn.Linear(hidden, hidden), torch.nn.ReLU(), torch.nn.Linear(hidden, channels)
    ).requires_grad_(False)
    rows = torch.arange(batch).repeat_interleave(pixels).unsqueeze(1) * anchors
    chunks = [
        (
            rows + torch.randint(anchors, (batch * pixels, slots)),
            torch.randn(batch * pixels, 2 * slots),
            torch.rand(batch * pixels, channels),
        )
        for _ in range(4)
    ]
    adam = torch.optim.Adam([latents], lr=5e-3)
    taken = [0]

    def step():
        nearest, relative, target = chunks[taken[0] % 4]
        taken[0] += 1
        near = torch.nn.functional.embedding(nearest, latents).reshape(len(nearest), -1)
        y = decoder(torch.cat([near, relative], 1))
        loss = ((y - target) ** 2).reshape(batch, -1).mean(1).sum()
        adam.zero_grad()
        loss.backward()
        adam.step()
        return loss.item()

    return step


def timed(step, seconds):
    """Takes steps until the time is up, at least one; returns seconds per step."""
    start = time.perf_counter()
    count = 0
    while count == 0 or time.perf_counter() - start < seconds:
        loss = step()
        count += 1
    if not math.isfinite(loss):
        raise RuntimeError("the loss is not finite")
    return (time.perf_counter() - start) / count


def rates(step, batch, rounds, seconds):
    """Image-steps per second of each round, ascending, after a warm-up; empty if the rounds would
    take too long."""
    if rounds * timed(step, 0) > LONGEST:
        return []
    timed(step, seconds)
    return sorted(batch / timed(step, seconds) for _ in range(rounds))


WORKLOADS = {
    "siren-32": ("SIREN 2-32-32-1, 28x28", lambda b: siren(b, (2, 32, 32, 1), 28), (4, 16, 64)),
    "siren-features": (
        "SIREN 2-256-256-256-256-96, 32x32 (a feature map)",
        lambda b: siren(b, (2, 256, 256, 256, 256, 96), 32),
        (1, 4),
    ),
    "siren-512": (
        "SIREN 2-256-256-256-3, 512x512",
        lambda b: siren(b, (2, 256, 256, 256, 3), 512),
        (1,),
    ),
    "arc-28": ("ARC, 28x28 grey", lambda b: arc(b, 28, 1), (4, 16, 64)),
    "arc-32": ("ARC, 32x32 RGB", lambda b: arc(b, 32, 3), (4, 16, 64)),
    "arc-512": ("ARC, 512x512 RGB", lambda b: arc(b, 512, 3), (1,)),
    # A centred image has gradients only on and around its 28 x 28 pixels: the first two have this
    # many anchors.
    "arc-1024": (
        "ARC, Fashion-MNIST centred on 1024x1024",
        lambda b: arc(b, 1024, 1, anchors=626),
        (1,),
    ),
}


def large_siren_takes():
    """Estimated seconds for a step of the large SIREN, from one sixty-fourth of its points."""
    step = siren(1, (2, 256, 256, 256, 3), 64)
    timed(step, 0)
    return 64 * timed(step, 0)


def spaced(value):
    return (format(value, ".3g") if value < 100 else format(round(value), ",")).replace(",", " ")


def row(name, rounds, seconds):
    title, make, batches = WORKLOADS[name]
    if name == "siren-512":
        takes = large_siren_takes()
        if (rounds + 1) * takes > LONGEST:
            return "| %s | not run: a step would take %.0f s | |" % (title, takes)
    measured = [(rates(make(b), b, rounds, seconds), b) for b in batches]
    measured = [(r[len(r) // 2], r, b) for r, b in measured if r]
    if not measured:
        return "| %s | not run: %d steps would take more than %.0f s | |" % (title, rounds, LONGEST)
    median, all_rates, batch = max(measured)
    low, high = spaced(all_rates[0]), spaced(all_rates[-1])
    return "| %s | %s (%s, %s) | %d |" % (title, spaced(median), low, high, batch)


def main():
    quick = "quick" in sys.argv[1:]
    chosen = [a for a in sys.argv[1:] if a in WORKLOADS] or list(WORKLOADS)
    print("## PyTorch %s, eager, %d threads" % (torch.__version__, torch.get_num_threads()))
    print()
    print("PyTorch ran alone, after the rounds of the other engines.")
    print()
    print("| work | image-steps/s (lowest, highest) at the best batch size | batch |")
    print("| --- | ---: | ---: |")
    for name in WORKLOADS:
        if name in chosen:
            print(row(name, 3 if quick else 5, 0.5 if quick else 1.5), flush=True)


main()
