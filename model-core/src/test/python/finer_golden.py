"""Fifty full-batch Adam steps of a FINER in PyTorch, for FinerGoldenTest: with the detached gradient, or the full one.

    python3 model-core/src/test/python/finer_golden.py detached > model-core/src/test/resources/golden/finer-detached-adam-50.txt
    python3 model-core/src/test/python/finer_golden.py full > model-core/src/test/resources/golden/finer-full-adam-50.txt

Weights are [in, out]; PyTorch's own linear layers hold the transpose.
"""
import math
import sys

import torch

INPUTS, WIDTH, DEPTH, OUTPUTS = 2, 16, 2, 2
OMEGAS = [30.0, 20.0]
FIRST_BIAS = 1.0
ROWS, COLUMNS = 9, 7
STEPS, RATE = 50, 5e-4
GRADIENT = sys.argv[1]

torch.manual_seed(2)
torch.set_num_threads(1)


def draw(rows, columns, bound):
    return (torch.rand(rows, columns) * 2 - 1) * bound


sizes = [INPUTS] + [WIDTH] * DEPTH + [OUTPUTS]
parameters = []
for layer in range(DEPTH + 1):
    fan_in, fan_out = sizes[layer], sizes[layer + 1]
    bound = 1 / fan_in if layer == 0 else math.sqrt(6 / fan_in) / OMEGAS[min(layer, DEPTH - 1)]
    parameters.append(draw(fan_in, fan_out, bound).requires_grad_())
    bound = FIRST_BIAS if layer == 0 else 1 / math.sqrt(fan_in)
    parameters.append(draw(1, fan_out, bound)[0].clone().requires_grad_())

rows, columns = torch.meshgrid(
    torch.linspace(-1, 1, ROWS), torch.linspace(-1, 1, COLUMNS), indexing="ij")
points = torch.stack([rows.flatten(), columns.flatten()], dim=1)
target = torch.stack(
    [torch.sin(3 * points[:, 0]) * torch.cos(5 * points[:, 1]), points[:, 0] * points[:, 1]])


def finer(omega, z):
    stretch = z.abs() + 1
    if GRADIENT == "detached":
        stretch = stretch.detach()
    return torch.sin(omega * stretch * z)


def forward():
    h = points
    for layer in range(DEPTH):
        h = finer(OMEGAS[layer], h @ parameters[2 * layer] + parameters[2 * layer + 1])
    return (h @ parameters[-2] + parameters[-1]).T


def write(name, tensor):
    values = tensor.detach().flatten().tolist()
    print(name, len(values), *["%.9g" % value for value in values])


def flat(tensors):
    return torch.cat([tensor.flatten() for tensor in tensors])


print("# Made by model-core/src/test/python/finer_golden.py with PyTorch", torch.__version__)
print("# torch.optim.Adam, full batch, float32. One line an array: name, length, values.")
print("shape", INPUTS, WIDTH, DEPTH, OUTPUTS, *OMEGAS, ROWS, COLUMNS, RATE)
write("start", flat(parameters))
write("target", target)
optimiser = torch.optim.Adam(parameters, lr=RATE)
losses = []
for step in range(STEPS):
    optimiser.zero_grad()
    loss = ((forward() - target) ** 2).mean()
    loss.backward()
    if step == 0:
        write("gradient", flat([p.grad for p in parameters]))
    optimiser.step()
    losses.append(loss.item())
write("losses", torch.tensor(losses))
write("end", flat(parameters))
write("output", forward())
sys.stdout.flush()
