package org.wingloss.model.network;

import java.util.LinkedHashMap;
import java.util.Map;
import org.wingloss.data.line.SettingFamily;

/** A network as one line: the keys are the record's components in kebab-case. */
final class NetworkLine {
  /** Every network by its name, with its default parameters. */
  static final SettingFamily<NetworkSpec> FAMILY =
      new SettingFamily<>("network", "cnn6(hidden=512)", 1, NetworkSpec.LARGEST, known());

  private NetworkLine() {}

  private static Map<String, NetworkSpec> known() {
    Map<String, NetworkSpec> known = new LinkedHashMap<>();
    known.put(Cnn6.NAME, Cnn6.PAPER);
    known.put(Cnn6.DOUBLED_NAME, Cnn6.DOUBLED);
    known.put(Cnn7.NAME, Cnn7.DEFAULT);
    known.put(ResNet50.NAME, ResNet50.DEFAULT);
    known.put(LightNetwork.NAME, LightNetwork.DEFAULT);
    known.put(Hourglass.NAME, Hourglass.DEFAULT);
    return known;
  }
}
