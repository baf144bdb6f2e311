"""Steps of AdamW with PyTorch's schedules and clipping, for OptimiserGoldenTest.

    python3 model-core/src/test/python/optim_golden.py > model-core/src/test/resources/golden/optim.txt

The gradient is that of sum(a (p - t)^2) / 2, in double precision.
"""
import torch

STEPS, SIZE = 30, 6
CURVATURE = torch.tensor([0.1, 1.0, 30.0, 4.0, 0.5, 9.0], dtype=torch.float64)
TARGET = torch.tensor([1.0, -2.0, 0.5, 3.0, -0.25, 0.0], dtype=torch.float64)
START = torch.tensor([0.3, 0.2, -0.7, 1.0, 2.0, -1.5], dtype=torch.float64)


def write(name, values):
    print(name, len(values), *["%.17g" % value for value in values])


def run(name, optimiser, schedule=None, clip=None):
    p = START.clone().requires_grad_()
    adam = torch.optim.AdamW([p], **optimiser)
    rates = schedule(adam) if schedule else None
    trail, seen, norms = [], [], []
    for _ in range(STEPS):
        adam.zero_grad()
        loss = (CURVATURE * (p - TARGET) ** 2).sum() / 2
        loss.backward()
        if clip:
            norms.append(torch.nn.utils.clip_grad_norm_([p], clip).item())
        seen.append(adam.param_groups[0]["lr"])
        adam.step()
        if rates:
            rates.step()
        trail += p.detach().tolist()
    write(name + ".trail", trail)
    write(name + ".rates", seen)
    if clip:
        write(name + ".norms", norms)


print("# Made by model-core/src/test/python/optim_golden.py with PyTorch", torch.__version__)
print("# torch.optim.AdamW, float64, %d steps of %d parameters. One line an array: name, length, values."
      % (STEPS, SIZE))
write("curvature", CURVATURE.tolist())
write("target", TARGET.tolist())
write("start", START.tolist())
run("adamw", dict(lr=1e-2, weight_decay=1e-3))
run("amsgrad", dict(lr=5e-2, betas=(0.8, 0.95), eps=1e-6, weight_decay=0.1, amsgrad=True))
run("clipped", dict(lr=1e-2, weight_decay=0.0), clip=2.0)
run("warm-up", dict(lr=2e-2, weight_decay=1e-2),
    lambda adam: torch.optim.lr_scheduler.LambdaLR(adam, lambda step: min(1, (step + 1) / 10)))
run("one-cycle", dict(lr=1e-1, weight_decay=1e-3),
    lambda adam: torch.optim.lr_scheduler.OneCycleLR(
        adam, max_lr=1e-1, total_steps=STEPS + 1, pct_start=0.3, anneal_strategy="cos",
        div_factor=10, final_div_factor=1000, cycle_momentum=False))
run("one-cycle-beta1", dict(lr=1e-1, weight_decay=1e-3),
    lambda adam: torch.optim.lr_scheduler.OneCycleLR(
        adam, max_lr=1e-1, total_steps=STEPS + 1, pct_start=0.3, anneal_strategy="cos",
        div_factor=25, final_div_factor=1e4))
