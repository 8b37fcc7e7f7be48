package org.wingloss.data.doctor;

import java.util.List;
import org.wingloss.data.augmentation.Augmentations;
import org.wingloss.data.crop.BoxCrop;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.data.face.Face;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.ImageSize;
import org.wingloss.data.preview.ContactSheet;
import org.wingloss.data.scheme.LandmarkScheme;

/** A page with the faces whose annotation does not look right, for a person to look at. */
public final class SuspiciousPage {
  private static final int MOST = 200;
  private static final int SIDE = 176;
  private static final BoxProtocol REGION = new BoxProtocol(BoxProtocol.Kind.FILE, 1.3, true);

  private SuspiciousPage() {}

  /**
   * Draws at most {@value #MOST} of a report's suspicious faces, each with its fault.
   *
   * @param report whose suspicious faces are drawn; there may be none
   * @param scheme of the landmarks
   * @param threads that decode, at least 1
   */
  public static String html(DoctorReport report, LandmarkScheme scheme, int threads) {
    List<Face> faces =
        report.suspicious().stream()
            .limit(MOST)
            .map(face -> shown(face.face()).withId(face.toString()))
            .toList();
    return new ContactSheet(new BoxCrop(REGION), Augmentations.NONE, scheme, SIDE, 0, 0)
        .html("Annotations that do not look right", faces, threads);
  }

  /** The face with a box around its box and its landmarks, as far as they lie in the picture. */
  private static Face shown(Face face) {
    ImageSize size = ImageFiles.size(face.image());
    Box picture = new Box(-0.5, -0.5, size.width() - 0.5, size.height() - 0.5);
    Box span = face.landmarks().span().orElse(picture);
    Box box = face.box().orElse(span);
    double left = Math.max(picture.left(), Math.min(span.left(), box.left()));
    double top = Math.max(picture.top(), Math.min(span.top(), box.top()));
    double right = Math.min(picture.right(), Math.max(span.right(), box.right()));
    double bottom = Math.min(picture.bottom(), Math.max(span.bottom(), box.bottom()));
    boolean seen = right - left >= 1 && bottom - top >= 1;
    return face.withBox(seen ? new Box(left, top, right, bottom) : picture);
  }
}
