package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.cli.Cli;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.data.face.Face;
import org.wingloss.data.format.JsonLines;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.synthetic.SyntheticFace;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.data.synthetic.SyntheticSettings;

/** Pictures that a user has too, given to {@code predict} with nothing else. */
class PredictOddPicturesTest {
  private static final SyntheticFaces FACES =
      new SyntheticFaces(20_260, SyntheticSettings.DEFAULT.withYaw(5, 20).withDisturbance(0, 0.5));

  @TempDir private Path folder;

  private Path picture(String name, RgbImage image) {
    Path file = folder.resolve(name);
    ImageFiles.writePng(image, file);
    return file;
  }

  private static RgbImage grey(int width, int height) {
    RgbImage image = new RgbImage(width, height);
    Arrays.fill(image.rgb(), (byte) 118);
    return image;
  }

  private static void lay(RgbImage piece, RgbImage on, int left, int top) {
    for (int y = 0; y < piece.height(); y++) {
      System.arraycopy(
          piece.rgb(),
          3 * piece.width() * y,
          on.rgb(),
          3 * (on.width() * (top + y) + left),
          3 * piece.width());
    }
  }

  private List<Face> found(Cli run) throws IOException {
    assertEquals(ExitCode.OK, run.exit(), run.err());
    return JsonLines.read(Files.writeString(folder.resolve("found.jsonl"), run.out()));
  }

  @Test
  void predict_onePixel_hasNoFace() {
    Cli run = Cli.run("predict", picture("dot.png", grey(1, 1)));
    assertEquals(ExitCode.OK, run.exit(), run.err());
    assertEquals("", run.out());
    assertTrue(run.err().contains("no face was found in 1 of 1 picture"), run.err());
  }

  @Test
  void predict_drawingOfAHouse_hasNoFaceOrAMarkedOne() throws IOException {
    BufferedImage canvas = new BufferedImage(300, 260, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = canvas.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, 300, 260);
    pen.setColor(Color.BLACK);
    pen.setStroke(new BasicStroke(3));
    pen.drawRect(70, 120, 160, 110);
    pen.drawPolyline(new int[] {60, 150, 240}, new int[] {120, 40, 120}, 3);
    pen.drawRect(95, 145, 35, 30);
    pen.drawRect(170, 145, 35, 30);
    pen.drawRect(135, 190, 30, 40);
    pen.dispose();
    Path house = picture("house.png", ImageFiles.rgb(canvas));
    Cli alone = Cli.run("predict", house);
    assertEquals(ExitCode.OK, alone.exit(), alone.err());
    assertTrue(
        alone.out().lines().allMatch(line -> line.contains("\"plausible\":false")), alone.out());
    Cli boxed = Cli.run("predict", house, "--box", "60,40,240,230");
    assertTrue(boxed.out().contains("\"plausible\":false"), boxed.out());
    assertTrue(boxed.err().contains("1 of 1 face is marked as implausible"), boxed.err());
  }

  /** As some browsers and mail programs save JPEG files. */
  @Test
  void predict_folderWithAJfifFile_readsIt() throws IOException {
    Files.write(folder.resolve("saved.jfif"), ImageFiles.jpeg(grey(40, 30), 0.9));
    Cli run = Cli.run("predict", folder);
    assertEquals(ExitCode.OK, run.exit(), run.err());
    assertTrue(run.err().contains("1 of 1 picture (saved.jfif)"), run.err());
  }

  @Test
  void predict_photographOfAPhone_isCalledWhatItIs() throws IOException {
    Path photograph =
        Files.writeString(folder.resolve("IMG_1.HEIC"), "\0\0\0\u0018ftypheic\0\0\0\0mif1heic");
    Cli run = Cli.run("predict", photograph);
    assertEquals(ExitCode.BAD_DATA, run.exit(), run.err());
    assertTrue(run.err().contains("HEIC picture; convert it to JPEG first"), run.err());
  }

  @Test
  void predict_panoramaOfTwelveThousandPixels_findsItsFace() throws IOException {
    RgbImage panorama = grey(12_000, 700);
    SyntheticFace face = FACES.face(4, 700);
    lay(face.image(), panorama, 7_300, 0);
    Cli run = Cli.run("predict", picture("panorama.png", panorama), "--threads", 1);
    Box truth = face.box().moved(7_300, 0);
    List<Face> faces = found(run);
    assertEquals(1, faces.size(), run.out());
    Box box = faces.get(0).box().orElseThrow();
    assertEquals(truth.centreX(), box.centreX(), truth.width() / 4);
    assertEquals(truth.centreY(), box.centreY(), truth.height() / 4);
  }

  @Test
  void predict_fortyFacesInOnePicture_nearlyAllUnderNamesOfTheirOwn() throws IOException {
    int side = 96;
    RgbImage crowd = grey(8 * side, 5 * side);
    for (int i = 0; i < 40; i++) {
      lay(FACES.face(i, side).image(), crowd, i % 8 * side, Math.floorDiv(i, 8) * side);
    }
    List<Face> faces = found(Cli.run("predict", picture("crowd.png", crowd)));
    assertTrue(faces.size() >= 30 && faces.size() <= 44, faces.size() + " of 40");
    Set<String> names = new HashSet<>();
    faces.forEach(face -> names.add(face.id()));
    assertEquals(faces.size(), names.size());
  }

  @Test
  void predict_corruptPictureAmongGoodOnes_isNamedAndTheOthersAreFound() throws IOException {
    Path photos = Files.createDirectory(folder.resolve("photos"));
    picture("photos/a.png", FACES.face(4, 200).image());
    byte[] whole = Files.readAllBytes(photos.resolve("a.png"));
    Files.write(photos.resolve("b.png"), Arrays.copyOf(whole, whole.length / 3));
    picture("photos/c.png", FACES.face(5, 200).image());
    Cli strict = Cli.run("predict", photos);
    assertEquals(ExitCode.BAD_DATA, strict.exit(), strict.err());
    assertTrue(strict.err().contains("b.png"), strict.err());
    Cli skipping = Cli.run("predict", photos, "--skip-bad", "--quiet");
    assertEquals(ExitCode.BAD_DATA, skipping.exit(), skipping.err());
    assertTrue(skipping.err().contains("skipped: " + photos.resolve("b.png")), skipping.err());
    List<String> lines = skipping.out().lines().toList();
    assertEquals(2, lines.size(), skipping.out());
    assertTrue(lines.get(0).contains("a.png") && lines.get(1).contains("c.png"), skipping.out());
  }
}
