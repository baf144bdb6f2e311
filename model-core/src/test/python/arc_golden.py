"""Fifty steps of ARC fits and of the joint training of their decoder in PyTorch, for ArcGoldenTest.

    python3 model-core/src/test/python/arc_golden.py > model-core/src/test/resources/golden/arc-adam-50.txt

Written independently from the description of the method: nearest neighbours by brute force, the plain
decoder on the complete input of every pixel, automatic differentiation.
"""
import torch

HEIGHT, WIDTH, CHANNELS = 9, 11, 2
ANCHORS, DIM, SLOTS, CHUNK = 13, 6, 4, 24
STEPS, LATENT_RATE, DECODER_RATE = 50, 5e-3, 2e-3
IMAGES = 2
HIDDEN = SLOTS * (DIM + 2)

torch.manual_seed(4)
torch.set_num_threads(1)


def write(name, values):
    values = torch.as_tensor(values).detach().flatten().tolist()
    print(name, len(values), *["%.9g" % value for value in values])


class Image:
    def __init__(self, number):
        rows, columns = torch.meshgrid(
            torch.arange(HEIGHT), torch.arange(WIDTH), indexing="ij")
        rows, columns = rows.flatten(), columns.flatten()
        r, q = rows / HEIGHT, columns / WIDTH
        self.target = torch.stack(
            [torch.sin((5 + number) * r + 3 * q), torch.cos(7 * r * q + number)], dim=1)
        self.anchors = torch.randperm(HEIGHT * WIDTH)[:ANCHORS].sort().values
        self.order = torch.randperm(HEIGHT * WIDTH)
        self.latents = ((torch.rand(ANCHORS, DIM) * 2 - 1) * 0.1).requires_grad_()
        delta = torch.stack(
            [rows[self.anchors][None] - rows[:, None],
             columns[self.anchors][None] - columns[:, None]], dim=2)
        distance = (delta ** 2).sum(dim=2)
        self.nearest = torch.sort(distance, dim=1, stable=True).indices[:, :SLOTS]
        relative = torch.gather(
            delta, 1, self.nearest[:, :, None].expand(-1, -1, 2)).double()
        self.relative = ((relative - relative.mean()) / relative.std(unbiased=True)).float()
        self.mean, self.std = relative.mean(), relative.std(unbiased=True)
        self.adam = torch.optim.Adam([self.latents], lr=LATENT_RATE)

    def values(self, decoder, pixels):
        latents = self.latents[self.nearest[pixels]].flatten(1)
        return decoder(torch.cat([latents, self.relative[pixels].flatten(1)], dim=1))

    def loss(self, decoder, step):
        chunks = torch.split(self.order, CHUNK)
        pixels = chunks[step % len(chunks)]
        return ((self.values(decoder, pixels) - self.target[pixels]) ** 2).mean()

    def write(self, name):
        write(name + ".target", self.target.T)
        write(name + ".anchors", self.anchors)
        write(name + ".order", self.order)
        write(name + ".latents", self.latents)
        write(name + ".scale", [self.mean, self.std])


def write_decoder(name, decoder):
    for key, tensor in decoder.state_dict().items():
        write("%s.%s" % (name, key), tensor)


print("# Made by model-core/src/test/python/arc_golden.py with PyTorch", torch.__version__)
print("# torch.optim.Adam, float32. One line an array: name, length, values.")
print("# %d x %d pixels, %d channels, %d anchors of dimension %d, %d neighbours, %d pixels a step"
      % (HEIGHT, WIDTH, CHANNELS, ANCHORS, DIM, SLOTS, CHUNK))
decoder = torch.nn.Sequential(
    torch.nn.Linear(HIDDEN, HIDDEN), torch.nn.ReLU(), torch.nn.Linear(HIDDEN, CHANNELS))
images = [Image(i) for i in range(IMAGES)]
write_decoder("start", decoder)
for i, image in enumerate(images):
    image.write("image%d" % i)

decoder_adam = torch.optim.Adam(decoder.parameters(), lr=DECODER_RATE)
losses = []
for step in range(STEPS):
    parts = [image.loss(decoder, step) for image in images]
    decoder_adam.zero_grad()
    for image in images:
        image.adam.zero_grad()
    sum(parts).backward()
    for parameter in decoder.parameters():
        parameter.grad /= IMAGES
    for image in images:
        image.adam.step()
    decoder_adam.step()
    losses.append([part.item() for part in parts])
write("joint.losses", losses)
write_decoder("joint", decoder)
for i, image in enumerate(images):
    write("joint.image%d.latents" % i, image.latents)

frozen = images[0]
frozen.latents = ((torch.rand(ANCHORS, DIM) * 2 - 1) * 0.1).requires_grad_()
frozen.adam = torch.optim.Adam([frozen.latents], lr=LATENT_RATE)
write("frozen.start", frozen.latents)
losses = []
for step in range(STEPS):
    loss = frozen.loss(decoder, step)
    frozen.adam.zero_grad()
    loss.backward()
    frozen.adam.step()
    losses.append(loss.item())
write("frozen.losses", losses)
write("frozen.latents", frozen.latents)
write("frozen.values", frozen.values(decoder, torch.arange(HEIGHT * WIDTH)).T)
