"""Maps, scores and gradients of the modified All-CNN in PyTorch, for AllCnnGoldenTest.

    python3 model-core/src/test/python/cnn_golden.py > model-core/src/test/resources/golden/cnn.txt

Weights and image come from a formula that the test uses too. In double precision.
"""
import torch
import torch.nn.functional as F

INPUTS, SIDE, CLASSES, NARROW, THIRD, WIDE = 2, 32, 3, 3, 5, 4
LAYERS = [(3, NARROW, 1, 1), (3, NARROW, 1, 1), (3, THIRD, 1, 2), (3, WIDE, 1, 1), (3, WIDE, 1, 1),
          (3, WIDE, 1, 2), (3, WIDE, 0, 1), (1, WIDE, 0, 1), (1, CLASSES, 0, 1)]
LABEL = 1


def spread(count, number):
    i = torch.arange(count, dtype=torch.int64)
    return ((i * 7919 + number * 104729 + 12345) % 10007).double() / 10007 - 0.5


def parameter(number, shape, scale, offset):
    count = int(torch.tensor(shape).prod())
    return (offset + scale * spread(count, number)).float().double().reshape(shape).requires_grad_()


def write(name, values):
    values = [float(v) for v in values]
    print(name, len(values), *["%.17g" % v for v in values])


def parameters():
    made, before = [], INPUTS
    for kernel, out, _, _ in LAYERS:
        n = len(made)
        made += [parameter(n, (out, before, kernel, kernel), 1.2, 0.0),
                 parameter(n + 1, (out,), 0.2, 0.0),
                 parameter(n + 2, (out,), 0.4, 1.0),
                 parameter(n + 3, (out,), 0.3, 0.0)]
        before = out
    return made


def norm(x, gamma, beta, axes):
    over = (1,) if axes == "channels" else (1, 2, 3)
    mean = x.mean(over, keepdim=True)
    var = ((x - mean) ** 2).mean(over, keepdim=True)
    return (x - mean) / torch.sqrt(var + 1e-5) * gamma[None, :, None, None] + beta[None, :, None, None]


def run(axes):
    p = parameters()
    x = ((torch.arange(INPUTS * SIDE * SIDE) * 31 + 7) % 256).double() / 255
    x = x.float().double().reshape(1, INPUTS, SIDE, SIDE)
    for i, (_, _, pad, stride) in enumerate(LAYERS):
        kernel, bias, gamma, beta = p[4 * i:4 * i + 4]
        x = F.relu(norm(F.conv2d(x, kernel, bias, stride=stride, padding=pad), gamma, beta, axes))
        flat = x.detach().reshape(-1)
        write("%s.map%d.sums" % (axes, i + 1), [flat.sum(), (flat * flat).sum(), flat.max()])
        write("%s.map%d.some" % (axes, i + 1), flat[:: max(1, len(flat) // 11)])
    logits = F.avg_pool2d(x, x.shape[-1]).reshape(1, CLASSES)
    write(axes + ".logits", logits[0].detach())
    loss = F.cross_entropy(logits, torch.tensor([LABEL]))
    write(axes + ".loss", [loss.detach()])
    loss.backward()
    write(axes + ".gradients",
          [(t.grad.reshape(-1) * spread(t.numel(), 1000 + n)).sum() for n, t in enumerate(p)])


print("# Made by model-core/src/test/python/cnn_golden.py with PyTorch", torch.__version__)
run("channels")
run("channels-height-width")
