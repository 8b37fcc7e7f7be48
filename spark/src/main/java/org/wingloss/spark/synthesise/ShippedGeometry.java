package org.wingloss.spark.synthesise;

import java.io.Serializable;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.data.crop.CropSize;
import org.wingloss.data.stream.CropGeometry;

/** The numbers of a {@link CropGeometry}, which does not travel itself. */
record ShippedGeometry(
    BoxProtocol.Kind kind,
    double enlarge,
    boolean square,
    int networkSize,
    double context,
    double oversampling)
    implements Serializable {
  static ShippedGeometry of(CropGeometry geometry) {
    BoxProtocol box = geometry.box();
    CropSize size = geometry.size();
    return new ShippedGeometry(
        box.kind(),
        box.enlarge(),
        box.square(),
        size.networkSize(),
        size.context(),
        size.oversampling());
  }

  CropGeometry geometry() {
    return new CropGeometry(
        new BoxProtocol(kind, enlarge, square), new CropSize(networkSize, context, oversampling));
  }
}
