package org.wingloss.serve.landmarks;

import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.geometry.PictureBounds;
import org.wingloss.data.image.EncodedPicture;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.inference.FaceInput;
import org.wingloss.model.inference.FacePlace;
import org.wingloss.serve.http.HttpProblem;

/**
 * A decoded picture and its faces.
 *
 * @param image upright, as its EXIF tag says
 * @param flaw what is wrong with its file although all pixels are there
 * @param faces where they may be; without score where the box was given
 * @param decoding nanoseconds
 * @param detection nanoseconds
 */
record OpenPicture(
    RgbImage image, Optional<String> flaw, List<FacePlace> faces, long decoding, long detection) {
  /** As many as the largest cameras of telephones make in their usual setting. */
  static final long MOST_PIXELS = 50_000_000;

  private static final String NAME = "the picture";

  /**
   * Checks the header, then decodes and finds the faces.
   *
   * @throws HttpProblem 400 if the file or a box cannot be used, 413 if the picture is too large
   */
  static OpenPicture of(byte[] file, LandmarksQuery query, ServedModel model) {
    try {
      long begin = System.nanoTime();
      EncodedPicture encoded = header(file);
      RgbImage image = encoded.upright();
      long decoded = System.nanoTime();
      List<FacePlace> faces =
          query.boxes().isEmpty() ? detected(image, query, model) : given(image, query);
      return new OpenPicture(
          image, encoded.flaw(), faces, decoded - begin, System.nanoTime() - decoded);
    } catch (InvalidDataException e) {
      throw new HttpProblem(HttpStatus.BAD_REQUEST_400, e.getMessage(), e);
    }
  }

  /**
   * The header alone: nothing is decoded.
   *
   * @throws HttpProblem 400 or 413
   */
  static EncodedPicture header(byte[] file) {
    try {
      EncodedPicture encoded = EncodedPicture.of(file, NAME);
      if (encoded.size().pixels() > MOST_PIXELS) {
        throw new HttpProblem(
            HttpStatus.PAYLOAD_TOO_LARGE_413,
            "the picture has %d x %d pixels but at most %d are taken"
                .formatted(encoded.size().width(), encoded.size().height(), MOST_PIXELS));
      }
      return encoded;
    } catch (InvalidDataException e) {
      throw new HttpProblem(HttpStatus.BAD_REQUEST_400, e.getMessage(), e);
    }
  }

  private static List<FacePlace> detected(RgbImage image, LandmarksQuery query, ServedModel model) {
    return FacePlace.detected(model.detector(), model.ensemble(query), image).stream()
        .limit(LandmarksQuery.MOST_FACES)
        .toList();
  }

  private static List<FacePlace> given(RgbImage image, LandmarksQuery query) {
    PictureBounds bounds = new PictureBounds(image.width(), image.height());
    for (Box box : query.boxes()) {
      bounds.requireShown(box, NAME);
      bounds.require(box, NAME);
    }
    return query.boxes().stream().map(FacePlace::given).toList();
  }

  /** The faces as a network takes them. */
  List<FaceInput> inputs() {
    return faces.stream().map(face -> new FaceInput(image, face.box())).toList();
  }
}
