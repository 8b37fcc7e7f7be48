package org.wingloss.data.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.scheme.LandmarkScheme;

/** Reads one kind of data set from its published layout on disk. */
public interface DatasetReader {
  /** The name on the command line: {@code 300w}. */
  String kind();

  /** What the landmarks mean. */
  LandmarkScheme scheme();

  /** The parts into which the data set's protocol divides it, {@code train} first. */
  List<String> splits();

  /**
   * This reader, but one that follows every symbolic link. Without, only links that lie directly in
   * the data folder may lead out of it.
   */
  DatasetReader followingLinks();

  /**
   * The faces of a split, sorted by id, with landmarks and boxes in pixels of the stored picture,
   * 0-based; without those that the folder's {@linkplain SkipList skip list} names.
   *
   * @param data the folder that holds the data set
   * @param split one of {@link #splits()}
   * @throws InvalidDataException if the folder lacks a file of the split, or a file does not fit
   *     its format, or names a picture that is absent or lies outside the folder
   */
  List<Face> read(Path data, String split);

  /**
   * The same, with single faces that cannot be read as problems instead of an exception.
   *
   * @throws InvalidDataException if the split's lists are absent or broken as a whole
   */
  Reading readTolerantly(Path data, String split);

  /**
   * Whether a folder holds anything of a split. Data sets are often handed on without their test
   * part; half of one is there all the same, and {@link #read} will name what is missing.
   *
   * @throws InvalidDataException if there is no such folder
   */
  boolean has(Path data, String split);

  /**
   * Whether the split {@code validation} is a list that came with the data: one of the layout's, or
   * the file {@code wingloss-validation.txt} in the data folder, which names pictures of {@code
   * train}. Otherwise it is {@linkplain #everyTenth every tenth photograph}.
   *
   * @throws InvalidDataException if there is no such folder
   */
  boolean listsValidation(Path data);

  /** The file {@code wingloss-validation.txt} of a data folder, where there is one. */
  Optional<Path> validationFile(Path data);

  /**
   * Holds out every tenth photograph, see {@link Holdout}.
   *
   * @param training faces of {@code train}
   * @throws InvalidDataException if a picture cannot be read, or if {@code wingloss-validation.txt}
   *     names the validation set
   */
  Holdout everyTenth(Path data, List<Face> training);

  /**
   * The reader of a kind.
   *
   * @param kind one of {@link #kinds()}, and for the layouts that say nothing of the meaning of
   *     their points optionally a scheme's name or file after a colon: {@code dlib:aflw-19}
   * @throws InvalidDataException if there is no such kind or scheme
   */
  static DatasetReader of(String kind) {
    return new LayoutReader(Layouts.of(kind), false);
  }

  /** The kinds that can be read. */
  static List<String> kinds() {
    return Layouts.kinds();
  }
}
