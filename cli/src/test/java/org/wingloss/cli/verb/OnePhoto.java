package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.cli.Cli;
import org.wingloss.cli.SmallModels;
import org.wingloss.data.face.Face;
import org.wingloss.data.format.JsonLines;
import org.wingloss.data.image.ImageFiles;

/** A small model, and a photo for it. */
abstract class OnePhoto {
  static final String BOX = "20,10,70,60";

  @TempDir Path folder;
  Path model;
  Path photo;

  @BeforeEach
  void write() {
    model = SmallModels.one(folder.resolve("model"));
    photo = folder.resolve("photo.png");
    ImageFiles.writePng(SmallModels.picture(100, 80, 1), photo);
  }

  List<Face> faces(Cli run) throws IOException {
    assertEquals(0, run.exit(), run.err());
    return JsonLines.read(Files.writeString(folder.resolve("out.jsonl"), run.out()));
  }
}
