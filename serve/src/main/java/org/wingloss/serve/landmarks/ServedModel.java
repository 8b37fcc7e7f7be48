package org.wingloss.serve.landmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpStatus;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.model.detector.FaceDetector;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.file.StoredModel;
import org.wingloss.model.inference.Ensemble;
import org.wingloss.model.inference.Localiser;
import org.wingloss.model.inference.TestTimeAugmentation;
import org.wingloss.serve.http.HttpProblem;

/** The landmark model that is served, with the built-in detector. */
public final class ServedModel implements AutoCloseable {
  private final StoredModel stored;
  private final boolean builtIn;
  private final Localiser localiser;
  private final FaceDetector detector;

  /** One for each way of asking. */
  private final Map<Way, Ensemble> ensembles = new ConcurrentHashMap<>();

  private record Way(TestTimeAugmentation views, boolean refine) {}

  private ServedModel(StoredModel stored, boolean builtIn) {
    this.stored = stored;
    this.builtIn = builtIn;
    this.detector = FaceDetector.standard();
    try {
      this.localiser = Localiser.of(stored, 1);
    } catch (RuntimeException | Error e) {
      detector.close();
      throw e;
    }
  }

  /**
   * Opens a model.
   *
   * @param model a model folder or zip, or the folder of a training run; the built-in model if
   *     there is none
   * @throws InvalidDataException if it cannot be used
   */
  public static ServedModel open(Optional<Path> model) {
    return model
        .map(path -> new ServedModel(StoredModel.open(path), false))
        .orElseGet(() -> new ServedModel(ModelFile.standard(), true));
  }

  /** What the model is. */
  public StoredModel stored() {
    return stored;
  }

  /** Whether boxes are refined where a request does not say. */
  boolean refinesByDefault() {
    return builtIn;
  }

  FaceDetector detector() {
    return detector;
  }

  /**
   * The model, asked as a request wants it.
   *
   * @throws HttpProblem 400 if the model cannot refine boxes
   */
  Ensemble ensemble(LandmarksQuery query) {
    TestTimeAugmentation views = TestTimeAugmentation.of(query.tta(), builtIn);
    try {
      return ensembles.computeIfAbsent(
          new Way(views, query.refine().orElse(builtIn)),
          way -> new Ensemble(List.of(localiser), way.views(), way.refine()));
    } catch (InvalidDataException e) {
      throw new HttpProblem(HttpStatus.BAD_REQUEST_400, "'refine': " + e.getMessage(), e);
    }
  }

  /**
   * The landmarks that a request wants.
   *
   * @throws HttpProblem 400 if they are not among the model's
   */
  SchemeSelection selection(LandmarksQuery query) {
    LandmarkScheme own = stored.description().scheme();
    return query
        .scheme()
        .map(name -> SchemeSelection.of(name, own))
        .orElseGet(() -> SchemeSelection.all(own));
  }

  /** Waits for the calls under way and frees the engine's memory. */
  @Override
  public void close() {
    localiser.close();
    detector.close();
  }
}
