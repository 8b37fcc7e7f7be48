package org.wingloss.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wingloss.data.dataset.DatasetReader;
import org.wingloss.data.face.Face;
import org.wingloss.training.recipe.ValidationSplit;
import picocli.CommandLine.Option;

/** The photographs of which synthetic faces are made. */
public final class PhotographsOption {
  @Option(
      names = "--photographs",
      paramLabel = "LIST",
      description = {
        "Frontal photographs with landmarks, of which most faces are made: heads wear their skin, "
            + "or they themselves are seen from another side. A folder with webmorph templates, of which "
            + "every tenth photograph is left out, or those of its wingloss-validation.txt; or JSON Lines "
            + "with the 68 landmarks of 300-W. May be repeated."
      })
  private List<Path> lists = List.of();

  /**
   * Reads them; none where the option is not given.
   *
   * @throws org.wingloss.data.InvalidDataException if a list cannot be read
   */
  public List<Face> faces() {
    List<Face> faces = new ArrayList<>();
    for (Path list : lists) {
      boolean templates = Files.isDirectory(list);
      DatasetReader reader = DatasetReader.of(templates ? "webmorph" : "jsonl");
      ValidationSplit heldOut =
          templates ? ValidationSplit.ofData(reader, list) : ValidationSplit.NONE;
      faces.addAll(heldOut.divide(reader, list).rest());
    }
    return faces;
  }
}
