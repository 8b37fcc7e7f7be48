"""The training step of CNN-6 or hourglass in Python PyTorch, layer for layer as the program computes it: Wing loss
(w=10, epsilon=2), fused AdamW, one batch again and again. Prints a line of JSON for each variant.

    python3 peer.py cnn6|hourglass BATCH [--device gpu|cpu] [--parameters N] [--seconds S] [--compile]

With --parameters it refuses a network of another size. --compile measures torch.compile alone. Needs PyTorch 2.x.
"""

import argparse
import json
import math
import sys
import time

import torch
from torch import nn


def cnn6() -> nn.Module:
    layers, before = [], 3
    for width in (32, 64, 128, 256, 512):
        layers += [nn.Conv2d(before, width, 3, padding=1), nn.ReLU(inplace=True), nn.MaxPool2d(2)]
        before = width
    layers += [nn.Flatten(), nn.Linear(before * 4, 1024), nn.ReLU(inplace=True), nn.Linear(1024, 136)]
    return nn.Sequential(*layers)


class Sum(nn.Module):
    """A residual connection."""

    def __init__(self, *body: nn.Module):
        super().__init__()
        self.body = nn.Sequential(*body)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.body(x) + x


class SoftArgmax(nn.Module):
    def __init__(self, side: int, step: int):
        super().__init__()
        self.register_buffer("centres", (torch.arange(side) + 0.5) * step - 0.5, persistent=False)

    def forward(self, heatmaps: torch.Tensor) -> torch.Tensor:
        # The last layer is computed in float32, under autocast too.
        with torch.autocast(heatmaps.device.type, enabled=False):
            shares = heatmaps.float().flatten(2).softmax(2).reshape(heatmaps.shape)
            return torch.cat([shares.sum(2) @ self.centres, shares.sum(3) @ self.centres], 1)


def normalised(before: int, width: int) -> list[nn.Module]:
    return [nn.Conv2d(before, width, 3, padding=1, bias=False), nn.BatchNorm2d(width)]


def convolved(before: int, width: int) -> list[nn.Module]:
    return [*normalised(before, width), nn.ReLU(inplace=True)]


def refined(width: int) -> list[nn.Module]:
    return [Sum(*convolved(width, width), *normalised(width, width)), nn.ReLU(inplace=True)]


def below(widths: list[int]) -> nn.Module:
    """What is computed at half the size, and below."""
    above, width, *rest = widths
    body = [nn.MaxPool2d(2), *convolved(above, width), *refined(width)]
    if rest:
        body += [below([width, *rest]), *convolved(width, width)]
    return Sum(*body, nn.Conv2d(width, above, 1), nn.Upsample(scale_factor=2))


def hourglass() -> nn.Module:
    widths = [64, 96, 128, 192]
    return nn.Sequential(
        *convolved(3, 16), nn.MaxPool2d(2), *convolved(16, 32), nn.MaxPool2d(2), *convolved(32, 64), *refined(64),
        below(widths), *convolved(64, 64), nn.Conv2d(64, 68, 3, padding=1), SoftArgmax(32, 4),
    )


NETWORKS = {"cnn6": (cnn6, 64), "hourglass": (hourglass, 128)}


def wing(error: torch.Tensor, w: float = 10, epsilon: float = 2) -> torch.Tensor:
    size = error.abs()
    return torch.where(size < w, w * torch.log1p(size / epsilon), size - (w - w * math.log1p(w / epsilon)))


def rate(name: str, batch: int, device: str, seconds: float, bfloat16: bool, channels_last: bool, compiled: bool):
    """Faces a second, from when the device has finished the first steps to when it has finished the last."""
    make, side = NETWORKS[name]
    layout = torch.channels_last if channels_last else torch.contiguous_format
    torch.manual_seed(1)
    network = make().to(device, memory_format=layout)
    pixels = torch.rand(batch, 3, side, side, device=device).to(memory_format=layout)
    target = side * torch.rand(batch, 136, device=device)
    optimiser = torch.optim.AdamW(network.parameters(), lr=1e-4, weight_decay=0.05, fused=True)

    def loss() -> torch.Tensor:
        with torch.autocast(device, dtype=torch.bfloat16, enabled=bfloat16):
            prediction = network(pixels)
        return wing(prediction.float() - target).sum(1).mean()

    forward = torch.compile(loss) if compiled else loss

    def step() -> None:
        optimiser.zero_grad()
        forward().backward()
        optimiser.step()

    def wait() -> None:
        if device == "cuda":
            torch.cuda.synchronize()

    begun = time.perf_counter()
    step()
    wait()
    first = time.perf_counter() - begun
    begun = time.perf_counter()
    while time.perf_counter() - begun < seconds / 4:
        step()
        wait()
    steps, begun = 0, time.perf_counter()
    while time.perf_counter() - begun < seconds:
        for _ in range(10):
            step()
        steps += 10
        wait()
    return {"faces-per-second": round(steps * batch / (time.perf_counter() - begun), 1), "first-step-seconds": round(first, 2)}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("network", choices=NETWORKS)
    parser.add_argument("batch", type=int)
    parser.add_argument("--device", choices=["gpu", "cpu"], default="gpu")
    parser.add_argument("--parameters", type=int)
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--compile", action="store_true")
    options = parser.parse_args()
    device = "cuda" if options.device == "gpu" else "cpu"
    parameters = sum(p.numel() for p in NETWORKS[options.network][0]().parameters())
    if options.parameters not in (None, parameters):
        sys.exit(f"{options.network}: expected {options.parameters} parameters but found {parameters}")
    failed = False
    variants = [(True, True), (False, False)] if options.compile else [(False, False), (False, True), (True, False), (True, True)]
    for bfloat16, channels_last in variants:
        line = {
            "peer": options.network, "batch": options.batch, "torch": torch.__version__, "parameters": parameters,
            "precision": "bfloat16" if bfloat16 else "float32", "channels-last": channels_last, "compile": options.compile,
        }
        try:
            line |= rate(options.network, options.batch, device, options.seconds, bfloat16, channels_last, options.compile)
        except Exception as e:  # the other variants are worth having
            failed = True
            line["error"] = f"{type(e).__name__}: {e}"[:300]
        print(json.dumps(line), flush=True)
    sys.exit(failed)


if __name__ == "__main__":
    main()
