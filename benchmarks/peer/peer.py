"""The training step of CNN-6, CNN-7 or hourglass in Python PyTorch, layer for layer as the program computes it: Wing loss
(w=10, epsilon=2), fused AdamW, one batch again and again. Prints a line of JSON for each variant.

    python3 peer.py cnn6|cnn7|hourglass BATCH [--device gpu|cpu] [--threads N] [--parameters N] [--seconds S] [--compile]

With --parameters it refuses a network of another size. --compile measures torch.compile alone.

With --in-turns it prints a line that names the variants, with those of torch.compile where --compile is given, and what
large matrix products reach, once all have made their first steps; then it reads lines 'VARIANT SECONDS' and trains one
as long at each. Needs PyTorch 2.x.
"""

import argparse
import json
import math
import sys
import time

import torch
from torch import nn


def plain(*widths: int) -> nn.Module:
    layers, before = [], 3
    for width in widths:
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


NETWORKS = {
    "cnn6": (lambda: plain(32, 64, 128, 256, 512), 64),
    "cnn7": (lambda: plain(64, 128, 256, 512, 512, 512), 128),
    "hourglass": (hourglass, 128),
}


def wing(error: torch.Tensor, w: float = 10, epsilon: float = 2) -> torch.Tensor:
    size = error.abs()
    return torch.where(size < w, w * torch.log1p(size / epsilon), size - (w - w * math.log1p(w / epsilon)))


class Training:
    """One variant: faces a second, from when the device has finished the first steps to when it has finished the last."""

    def __init__(self, name: str, batch: int, device: str, bfloat16: bool, channels_last: bool, compiled: bool):
        make, side = NETWORKS[name]
        layout = torch.channels_last if channels_last else torch.contiguous_format
        torch.manual_seed(1)
        network = make().to(device, memory_format=layout)
        pixels = torch.rand(batch, 3, side, side, device=device).to(memory_format=layout)
        target = side * torch.rand(batch, 136, device=device)
        self.batch, self.device = batch, device
        self.optimiser = torch.optim.AdamW(network.parameters(), lr=1e-4, weight_decay=0.05, fused=True)

        def loss() -> torch.Tensor:
            with torch.autocast(device, dtype=torch.bfloat16, enabled=bfloat16):
                prediction = network(pixels)
            return wing(prediction.float() - target).sum(1).mean()

        self.loss = torch.compile(loss) if compiled else loss

    def step(self) -> None:
        self.optimiser.zero_grad()
        self.loss().backward()
        self.optimiser.step()

    def wait(self) -> None:
        if self.device == "cuda":
            torch.cuda.synchronize()

    def steps(self, seconds: float, at_once: int) -> float:
        steps, begun = 0, time.perf_counter()
        while time.perf_counter() - begun < seconds:
            for _ in range(at_once):
                self.step()
            steps += at_once
            self.wait()
        return steps * self.batch / (time.perf_counter() - begun)


def rate(training: Training, seconds: float):
    begun = time.perf_counter()
    training.steps(0.001, 1)
    first = time.perf_counter() - begun
    training.steps(seconds / 4, 1)
    return {"faces-per-second": round(training.steps(seconds, 10), 1), "first-step-seconds": round(first, 2)}


def matrices(dtype: torch.dtype, side: int = 1536) -> float:
    """Multiply-adds a second of large products, the best of some turns."""
    a, b = torch.randn(side, side).to(dtype), torch.randn(side, side).to(dtype)
    times = []
    for _ in range(12):
        begun = time.perf_counter()
        a @ b
        times.append(time.perf_counter() - begun)
    return side**3 / min(times)


def in_turns(name: str, batch: int, device: str, compiled: bool) -> None:
    variants = {"eager": (False, False), "channels-last": (True, False)} | ({"compile": (True, True)} if compiled else {})
    ready, failed = {}, {}
    for variant, (channels_last, compiles) in variants.items():
        for bfloat16 in (False, True):
            label = f"pytorch-{variant}-{'bfloat16' if bfloat16 else 'float32'}"
            try:
                training = Training(name, batch, device, bfloat16, channels_last, compiles)
                training.steps(0.001, 1)
                ready[label] = training
            except Exception as e:  # the other variants are worth having
                failed[label] = f"{type(e).__name__}: {e}"[:300]
    products = {"float32": matrices(torch.float32), "bfloat16": matrices(torch.bfloat16)}
    print(json.dumps({"variants": list(ready), "failed": failed, "torch": torch.__version__, "matrices": products}), flush=True)
    for line in sys.stdin:
        variant, seconds = line.split()
        print(json.dumps({"faces-per-second": ready[variant].steps(float(seconds), 1)}), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("network", choices=NETWORKS)
    parser.add_argument("batch", type=int)
    parser.add_argument("--device", choices=["gpu", "cpu"], default="gpu")
    parser.add_argument("--parameters", type=int)
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--compile", action="store_true")
    parser.add_argument("--threads", type=int)
    parser.add_argument("--in-turns", action="store_true")
    options = parser.parse_args()
    device = "cuda" if options.device == "gpu" else "cpu"
    parameters = sum(p.numel() for p in NETWORKS[options.network][0]().parameters())
    if options.parameters not in (None, parameters):
        sys.exit(f"{options.network}: expected {options.parameters} parameters but found {parameters}")
    if options.threads:
        torch.set_num_threads(options.threads)
    if options.in_turns:
        in_turns(options.network, options.batch, device, options.compile)
        return
    failed = False
    variants = [(True, True), (False, False)] if options.compile else [(False, False), (False, True), (True, False), (True, True)]
    for bfloat16, channels_last in variants:
        line = {
            "peer": options.network, "batch": options.batch, "torch": torch.__version__, "parameters": parameters,
            "precision": "bfloat16" if bfloat16 else "float32", "channels-last": channels_last, "compile": options.compile,
        }
        try:
            training = Training(options.network, options.batch, device, bfloat16, channels_last, options.compile)
            line |= rate(training, options.seconds)
        except Exception as e:  # the other variants are worth having
            failed = True
            line["error"] = f"{type(e).__name__}: {e}"[:300]
        print(json.dumps(line), flush=True)
    sys.exit(failed)


if __name__ == "__main__":
    main()
