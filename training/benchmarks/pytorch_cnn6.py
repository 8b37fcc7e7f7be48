"""The same training step in Python PyTorch: CNN-6, Wing, AdamW, one batch again and again.

    python3 pytorch_cnn6.py BATCH [--channels-last] [--bfloat16] [--threads N]

Needs PyTorch 2.x (pip install torch).
"""

import argparse
import time

import torch
from torch import nn


def cnn6(landmarks: int) -> nn.Sequential:
    layers, before = [], 3
    for width in (32, 64, 128, 256, 512):
        layers += [nn.Conv2d(before, width, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)]
        before = width
    layers += [nn.Flatten(), nn.Linear(before * 4, 1024), nn.ReLU(), nn.Linear(1024, 2 * landmarks)]
    return nn.Sequential(*layers)


def wing(error: torch.Tensor, w: float, epsilon: float) -> torch.Tensor:
    size = error.abs()
    c = w - w * torch.log1p(torch.tensor(w / epsilon))
    return torch.where(size < w, w * torch.log1p(size / epsilon), size - c)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("batch", type=int)
    parser.add_argument("--channels-last", action="store_true")
    parser.add_argument("--bfloat16", action="store_true")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--faces", type=int, default=6400)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    network = cnn6(68)
    pixels = torch.rand(options.batch, 3, 64, 64)
    target = 64 * torch.rand(options.batch, 136)
    if options.channels_last:
        network = network.to(memory_format=torch.channels_last)
        pixels = pixels.to(memory_format=torch.channels_last)
    optimiser = torch.optim.AdamW(network.parameters(), lr=1e-4, weight_decay=0.05)

    def step() -> None:
        optimiser.zero_grad()
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=options.bfloat16):
            answer = network(pixels)
        wing(answer.float() - target, 10, 2).sum(1).mean().backward()
        optimiser.step()

    for _ in range(20):
        step()
    steps = options.faces // options.batch
    begun = time.perf_counter()
    for _ in range(steps):
        step()
    rate = steps * options.batch / (time.perf_counter() - begun)
    print(f"PyTorch {torch.__version__}, batch {options.batch}: {rate:.0f} faces/s")


if __name__ == "__main__":
    main()
