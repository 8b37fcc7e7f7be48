package org.wingloss.data.augmentation;

import java.util.Map;
import java.util.TreeMap;
import org.wingloss.data.line.SettingFamily;

/** An augmentation as one line: the keys are the record's components in kebab-case. */
final class AugmentationLine {
  /** Every kind by its name, with its default parameters. */
  static final SettingFamily<Augmentation> FAMILY =
      new SettingFamily<>(
          "augmentation",
          "rotation(degrees=30)",
          Integer.MIN_VALUE,
          Integer.MAX_VALUE,
          new TreeMap<>(
              Map.ofEntries(
                  Map.entry("blur", new GaussianBlur(1, 0.5)),
                  Map.entry("box-jitter", new BoxPerturbation(0.05)),
                  Map.entry("colour", new ColourJitter(0.2, 0.2, 0.2, 0.1)),
                  Map.entry("down-scale", new LowResolution(0.3, 0.2)),
                  Map.entry("flip", new Flip(0.5, 0)),
                  Map.entry("gamma", new Gamma(0.7, 1.5)),
                  Map.entry("grey", new Greyscale(0.1)),
                  Map.entry("jpeg", new JpegCompression(0.2, 0.9, 0.2)),
                  Map.entry("motion-blur", new MotionBlur(6, 0.1)),
                  Map.entry("patches", new RandomErasing(2, 0.4, 0.3)),
                  Map.entry("rotation", new Rotation(30)),
                  Map.entry("scale", new Scale(0.9, 1.1)),
                  Map.entry("translation", new Translation(0.05)))));

  private AugmentationLine() {}
}
