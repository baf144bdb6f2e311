"""PSNR of SIRENs 2-32-32-1 after 1000 steps of Adam at 5e-4, from DWSNets' first layer and from the usual one.

    python dwsnets_start.py /usr/share/datasets/fashion-mnist/train-images-idx3-ubyte.gz

Needs numpy and PyTorch. Prints the mean and the least PSNR in dB of the file's first 16 images.
"""

import gzip
import math
import sys

import numpy as np
import torch

IMAGES, SIDE, WIDTH, OMEGA = 16, 28, 32, 30


def uniform(bound, *shape):
    return ((torch.rand(*shape) * 2 - 1) * bound).requires_grad_()


def psnr(pixels, first):
    w0, b0 = uniform(first, IMAGES, 2, WIDTH), torch.zeros(IMAGES, 1, WIDTH, requires_grad=True)
    w1 = uniform(math.sqrt(6 / WIDTH) / OMEGA, IMAGES, WIDTH, WIDTH)
    b1 = torch.zeros(IMAGES, 1, WIDTH, requires_grad=True)
    w2, b2 = uniform(WIDTH**-0.5, IMAGES, WIDTH, 1), uniform(WIDTH**-0.5, IMAGES, 1, 1)
    adam = torch.optim.Adam([w0, b0, w1, b1, w2, b2], 5e-4)
    axis = torch.linspace(-1, 1, SIDE)
    x, y = torch.meshgrid(axis, axis, indexing="xy")
    points = torch.stack([x, y], -1).reshape(1, -1, 2).expand(IMAGES, -1, -1)
    for _ in range(1000):
        hidden = torch.sin(OMEGA * (torch.sin(OMEGA * (points @ w0 + b0)) @ w1 + b1))
        mse = ((hidden @ w2 + b2 + 0.5 - pixels) ** 2).mean((1, 2))
        adam.zero_grad()
        mse.sum().backward()
        adam.step()
    return -10 * torch.log10(mse.detach())


raw = (gzip.open if sys.argv[1].endswith(".gz") else open)(sys.argv[1], "rb").read()
pixels = np.frombuffer(raw, np.uint8, offset=16).reshape(-1, SIDE * SIDE, 1)[:IMAGES] / 255
torch.manual_seed(0)
for name, first in (("within sqrt(6/2)/30", math.sqrt(3) / 30), ("within 1/2", 0.5)):
    found = psnr(torch.tensor(pixels, dtype=torch.float32), first)
    print(f"{name}: mean {found.mean():.1f} dB, least {found.min():.1f} dB")
