package org.wingloss.serve.page;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.io.AtomicFolder;
import org.wingloss.model.detector.FaceDetector;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.inference.TestTimeAugmentation;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.model.onnx.OnnxExport;

/**
 * The page without a server: its files with the networks as ONNX, which ONNX Runtime Web runs in
 * the browser. Any web server may give them out. The runtime's two files are put beside by whoever
 * exports; {@code README.md} says which.
 */
public final class WebExport {
  /** The version that was tried, and its files that the page needs. */
  public static final String RUNTIME = "onnxruntime-web@1.30.0";

  private static final List<String> RUNTIME_FILES =
      List.of("ort.wasm.bundle.min.mjs", "ort-wasm-simd-threaded.wasm");

  /** Of the page that asks a server: changed, replaced, or of no use without one. */
  private static final Set<String> NOT_SHARED = Set.of("index.html", "api.js", "openapi.yaml");

  private static final List<String> LOCAL = List.of("api.js", "detector.js", "sampling.js");

  private static final Pattern SERVER =
      Pattern.compile("(?s) *<!-- server -->.*?<!-- /server -->\\n?");
  private static final Pattern BROWSER = Pattern.compile("(?s)<!-- browser (.*?) /browser -->");

  private WebExport() {}

  /**
   * What the page must know; as {@code GET /v1/model}, and what the program does besides.
   *
   * @param views what is averaged where no test-time augmentation is asked for
   * @param shift of a view, as a share of the box's sides
   * @param crop how a box becomes the network's input
   * @param detector how a picture is searched for faces
   */
  private record Description(
      String id,
      String network,
      int landmarks,
      boolean refines,
      org.wingloss.data.scheme.LandmarkScheme scheme,
      TestTimeAugmentation views,
      double shift,
      Crop crop,
      FaceDetector.Search detector) {}

  /**
   * How a box becomes the network's input, and its output landmarks.
   *
   * @param flip the order of the landmarks of a flipped crop
   * @param offset how far they lie to the right of where their mirror images have them, network
   *     pixels
   */
  private record Crop(
      int size, double enlarge, boolean square, int landmarks, List<Integer> flip, double offset) {}

  /**
   * Writes the page.
   *
   * @param builtIn whether it is the built-in model: boxes are refined, and two views averaged
   * @param folder must not exist or be empty
   * @throws org.wingloss.data.InvalidDataException if something is in the way or it cannot be
   *     written
   */
  public static void write(ModelFile model, boolean builtIn, Path folder) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("index.html", index());
    PageFiles.FILES.stream()
        .filter(name -> !NOT_SHARED.contains(name))
        .forEach(name -> files.put(name, PageFiles.read(name)));
    LOCAL.forEach(name -> files.put(name, PageFiles.read("local/" + name)));
    files.put("model.json", utf8(StrictJson.write(description(model, builtIn))));
    files.put(
        "model.onnx",
        OnnxExport.write(model.description(), model.weights(), OnnxExport.Form.FLOAT));
    files.put("face-detector.onnx", FaceDetector.standardFile());
    files.put("MODEL.md", utf8(model.card()));
    files.put("README.md", utf8(readme(builtIn)));
    AtomicFolder.create(
        folder,
        unfinished -> {
          for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(unfinished.resolve(file.getKey()), file.getValue());
          }
          return folder;
        });
  }

  /** The commands that put the runtime beside the page. */
  public static String runtime(Path folder) {
    return "put %s of npm's %s into %s"
        .formatted(String.join(" and ", RUNTIME_FILES), RUNTIME, folder.resolve("ort"));
  }

  private static byte[] index() {
    String page = new String(PageFiles.read("index.html"), StandardCharsets.UTF_8);
    return utf8(BROWSER.matcher(SERVER.matcher(page).replaceAll("")).replaceAll("$1"));
  }

  private static Description description(ModelFile model, boolean builtIn) {
    ModelDescription description = model.description();
    return new Description(
        model.id(),
        description.network().line(),
        description.landmarks(),
        builtIn,
        description.scheme(),
        TestTimeAugmentation.of(false, builtIn),
        TestTimeAugmentation.SHIFT,
        new Crop(
            description.network().inputSize(),
            description.box().enlarge(),
            description.box().square(),
            description.landmarks(),
            IntStream.of(description.scheme().flipMap()).boxed().toList(),
            description.flipOffset() * description.network().inputSize()),
        FaceDetector.standardSearch(builtIn));
  }

  private static String readme(boolean builtIn) {
    return """
        # Facial landmarks in the browser alone

        Everything runs in the browser; pictures do not leave it. Two files of ONNX Runtime Web (MIT licence) are missing. Take them from
        npm's package `%1$s` and put them into the folder `ort` beside this file:

            npm pack %1$s
            tar xzf onnxruntime-web-*.tgz
            mkdir ort
            cp package/dist/%2$s package/dist/%3$s ort

        Then give the folder out by any web server, such as `python3 -m http.server`; a browser does not load modules from files.

        `MODEL.md` is the model's card. Landmarks differ a little from those of the program, because browsers decode pictures in their own
        way and round otherwise. Whether landmarks could be a face is not told and decides nothing: a face is what the detector gives
        a score of %4$s or more. The program looks at the landmarks too, with the built-in model and others that know plausible ones:
        it takes weaker places where they are plausible, and leaves out those where they are not and the detector is not sure.
        A picture is looked at as the browser shows it: most pass over the EXIF rotation of a WebP, and of a PNG that has it after its
        pixels; the program follows both. Of one with more than 16,777,216 pixels, or 32,767 a side, a smaller copy is looked at; what is
        saved counts in pixels of the file.
        """
        .formatted(
            RUNTIME,
            RUNTIME_FILES.get(0),
            RUNTIME_FILES.get(1),
            FaceDetector.standardSearch(builtIn).least());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
