"""Times PyTorch on the workloads of deploy/bench, as a user of PyTorch would write them.

Eager mode, batched over images with torch.baddbmm, one Adam over all parameters. Prints Markdown.
"""

import math
import time

import torch


def siren(width, batch, side=28, outputs=1, omega=30.0):
    points = side * side
    axis = torch.linspace(-1, 1, side)
    x = torch.stack(torch.meshgrid(axis, axis, indexing="ij"), -1).reshape(1, points, 2)
    x = x.expand(batch, points, 2)
    target = torch.rand(batch, points, outputs)
    sizes = [2, width, width, outputs]
    parameters = []
    for layer in range(3):
        bound = 0.5 if layer == 0 else math.sqrt(6 / sizes[layer]) / omega
        for rows in (sizes[layer], 1):
            p = torch.empty(batch, rows, sizes[layer + 1]).uniform_(-bound, bound)
            parameters.append(p.requires_grad_())
    adam = torch.optim.Adam(parameters, lr=5e-4)

    def step():
        h = x
        for layer in range(3):
            h = torch.baddbmm(parameters[2 * layer + 1], h, parameters[2 * layer])
            if layer < 2:
                h = torch.sin(omega * h)
        loss = ((h - target) ** 2).mean(dim=(1, 2)).sum()
        adam.zero_grad()
        loss.backward()
        adam.step()

    return step


def arc(batch, side=28, channels=1, dim=32, slots=4):
    points = side * side
    anchors = int(0.05 * points)
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

    return step


def rate(step, batch, seconds=4.0):
    """Image-steps a second: the median of three rounds, after one that is thrown away."""
    rates = []
    for _ in range(4):
        start = time.perf_counter()
        count = 0
        while time.perf_counter() - start < seconds / 4 or count < 2:
            step()
            count += 1
        rates.append(batch * count / (time.perf_counter() - start))
    return sorted(rates[1:])[1]


WORKLOADS = [
    ("SIREN 2-32-32-1, 28x28", lambda b: siren(32, b), (16, 64, 256)),
    ("SIREN 2-256-256-1, 28x28", lambda b: siren(256, b), (4, 16, 64)),
    ("ARC, 28x28 grey", lambda b: arc(b), (64, 256, 512)),
    ("ARC, 32x32 RGB", lambda b: arc(b, side=32, channels=3), (64, 256)),
]

print("## PyTorch %s, eager, %d threads" % (torch.__version__, torch.get_num_threads()))
print()
print("| workload | image-steps/s at its best batch size | batch |")
print("| --- | ---: | ---: |")
for name, make, batches in WORKLOADS:
    best = max((rate(make(b), b), b) for b in batches)
    print("| %s | %s | %d |" % (name, format(round(best[0]), ",").replace(",", " "), best[1]))
