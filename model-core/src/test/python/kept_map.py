"""Whether the linear map of ridge-cnn should learn on: a model of the reader in PyTorch.

Maps the weights of training fields to 28 x 28 images by a ridge regression on the pixels, and trains a small CNN on what the map
shows, mirrored and moved by up to two pixels. The map is kept, or learns on; or the CNN sees the pixels themselves. Scored on the
training images from 54 000 on.

    python kept_map.py TABLE /usr/share/datasets/fashion-mnist kept|learnt|pixels [FIELDS [EPOCHS]]

Needs numpy, pyarrow and PyTorch, and linear_weights.py beside it. TABLE holds Fashion-MNIST's training split, one SIREN an image.
"""

import sys

import numpy as np
import torch
from linear_weights import LAST, fields, idx, ridge
from torch import nn
from torch.nn import functional as F

SIDE = 28
SHIFT = 2
BATCH = 128
RATE = 2e-3


class Stage(nn.Module):
    def __init__(self, before, after):
        super().__init__()
        self.first = nn.Conv2d(before, after, 3, padding=1, bias=False)
        self.second = nn.Conv2d(after, after, 3, padding=1, bias=False)
        self.norms = nn.ModuleList([nn.BatchNorm2d(after), nn.BatchNorm2d(after)])

    def forward(self, x):
        x = F.relu(self.norms[0](self.first(x)))
        return F.max_pool2d(F.relu(self.norms[1](self.second(x))), 2)


class Reader(nn.Module):
    def __init__(self, show):
        super().__init__()
        self.show = show
        self.stages = nn.Sequential(Stage(1, 32), Stage(32, 48), Stage(48, 96))
        self.head = nn.Linear(96, 10)

    def forward(self, x):
        images = self.show(x).view(-1, 1, SIDE, SIDE)
        if self.training:
            images = changed(images)
        features = self.stages(images).mean((2, 3))
        return self.head(F.dropout(features, 0.2, self.training))


def changed(images):
    count = len(images)
    mirrored = torch.rand(count) < 0.5
    images = torch.where(mirrored[:, None, None, None], images.flip(3), images)
    wide = F.pad(images, (SHIFT,) * 4, mode="replicate")[:, 0]
    down, right = torch.randint(0, 2 * SHIFT + 1, (2, count, 1))
    axis = torch.arange(SIDE)
    which = torch.arange(count)[:, None, None]
    return wide[which, (down + axis)[:, :, None], (right + axis)[:, None, :]][:, None]


def regression(x, y):
    """The layer that maps centred, scaled weights to pixels best."""
    middle = y.mean(0)
    squares = (x.T @ x).double()
    map_ = ridge(squares, (x.T @ (y - middle)).double(), 1e-3 * len(x))
    layer = nn.Linear(x.shape[1], y.shape[1])
    layer.weight.data = map_.T.contiguous()
    layer.bias.data = middle.clone()
    return layer


def accuracy(model, x, truth):
    model.eval()
    with torch.no_grad():
        right = sum((model(a).argmax(1) == b).sum() for a, b in zip(x.split(500), truth.split(500)))
    model.train()
    return 100 * right.item() / len(x)


def main(table, folder, kind, count=12_000, epochs=8):
    torch.set_num_threads(1)
    torch.manual_seed(0)
    index, weights = fields(table)
    pixels = idx(folder + "/train-images-idx3-ubyte.gz", 16).reshape(-1, SIDE * SIDE)
    y = torch.tensor(pixels[index] / np.float32(127.5) - 1)
    truth = torch.tensor(idx(folder + "/train-labels-idx1-ubyte.gz", 8)[index].astype(np.int64))
    seen = torch.tensor(index < int(count))
    held = torch.tensor(index >= LAST)
    x = torch.tensor(weights)
    x = (x - x[seen].mean(0)) / (x[seen].std(0) + 1e-8)
    show = nn.Identity()
    if kind == "pixels":
        x = y
    else:
        show = regression(x[seen], y[seen]).requires_grad_(kind == "learnt")
    model = Reader(show)
    learnt = [p for p in model.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(learnt, weight_decay=0.01)
    steps = int(epochs) * -(-int(seen.sum()) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, RATE, total_steps=steps, pct_start=0.2, div_factor=10, final_div_factor=1000, cycle_momentum=False
    )
    train_x, train_truth = x[seen], truth[seen]
    for epoch in range(int(epochs)):
        right = 0
        for rows in torch.randperm(len(train_x)).split(BATCH):
            logits = model(train_x[rows])
            optimiser.zero_grad()
            F.cross_entropy(logits, train_truth[rows]).backward()
            optimiser.step()
            schedule.step()
            right += (logits.argmax(1) == train_truth[rows]).sum().item()
        print(
            f"{kind}: epoch {epoch + 1}, training {100 * right / len(train_x):.1f} %,"
            f" held out {accuracy(model, x[held], truth[held]):.1f} %",
            flush=True,
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
