"""PSNR of SIRENs 2-256-256-256-3 on 256x256 pixels of a photograph, with Adam and with Muon on the square matrices.

    python muon.py astronaut.png

Needs numpy, pillow and PyTorch. The recipe is that of conf/experiments/quality/photograph-35.yaml with 120 steps: an
eighth of the pixels a step, Adam at 1.5e-3 with betas 0.75 and 0.9, a cosine to 0.05, initial weights but the last
layer's times 2. Muon (K. Jordan, 2024): Nesterov momentum 0.95, orthogonalised by five quintic iterations.
"""

import math
import sys

import numpy as np
import torch
from PIL import Image

SIDE, WIDTH, OMEGA, SCALE, STEPS, PARTS, ADAM = 256, 256, 30, 2, 120, 8, 1.5e-3


def uniform(bound, *shape):
    return torch.empty(*shape).uniform_(-bound, bound).requires_grad_()


def network():
    hidden = SCALE * math.sqrt(6 / WIDTH) / OMEGA
    squares = [uniform(hidden, WIDTH, WIDTH) for _ in range(2)]
    rest = [
        uniform(SCALE / 2, 2, WIDTH),
        uniform(2**-0.5, WIDTH),
        uniform(WIDTH**-0.5, WIDTH),
        uniform(WIDTH**-0.5, WIDTH),
        uniform(math.sqrt(6 / WIDTH) / OMEGA, WIDTH, 3),
        uniform(WIDTH**-0.5, 3),
    ]
    return squares, rest


def forward(squares, rest, points):
    w0, b0, b1, b2, w3, b3 = rest
    sheet = torch.sin(OMEGA * (points @ w0 + b0))
    for square, bias in zip(squares, [b1, b2]):
        sheet = torch.sin(OMEGA * (sheet @ square + bias))
    return sheet @ w3 + b3


def orthogonal(matrix):
    """The five iterations x <- a x + (b s + c s^2) x, s = x x', that push singular values towards one."""
    x = matrix / (matrix.norm() + 1e-7)
    for _ in range(5):
        s = x @ x.T
        x = 3.4445 * x + (-4.7750 * s + 2.0315 * s @ s) @ x
    return x


def psnr(pixels, points, muon):
    torch.manual_seed(0)
    squares, rest = network()
    adam = torch.optim.Adam(rest + ([] if muon else squares), ADAM, betas=(0.75, 0.9))
    momenta = [torch.zeros_like(square) for square in squares]
    order = None
    for step in range(STEPS):
        share = 0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * step / STEPS))
        adam.param_groups[0]["lr"] = ADAM * share
        if step % PARTS == 0:
            order = torch.randperm(SIDE * SIDE).chunk(PARTS)
        part = order[step % PARTS]
        loss = ((forward(squares, rest, points[part]) - pixels[part]) ** 2).mean()
        for parameter in squares + rest:
            parameter.grad = None
        loss.backward()
        adam.step()
        if muon:
            with torch.no_grad():
                for square, momentum in zip(squares, momenta):
                    momentum.mul_(0.95).add_(square.grad)
                    square -= muon * share * orthogonal(square.grad + 0.95 * momentum)
    with torch.no_grad():
        error = ((forward(squares, rest, points) - pixels) ** 2).mean().item()
    return 10 * math.log10(4 / error)


image = np.asarray(Image.open(sys.argv[1]).convert("RGB"), np.float32)[:SIDE, 128 : 128 + SIDE]
pixels = torch.from_numpy(image / 127.5 - 1).reshape(-1, 3)
axis = torch.linspace(-1, 1, SIDE)
y, x = torch.meshgrid(axis, axis, indexing="ij")
points = torch.stack([x, y], -1).reshape(-1, 2)
print(f"Adam {psnr(pixels, points, 0):.1f} dB")
for rate in [2e-4, 5e-4, 1e-3, 2e-3, 6e-3, 1.2e-2]:
    print(f"Muon {rate:g} {psnr(pixels, points, rate):.1f} dB", flush=True)
