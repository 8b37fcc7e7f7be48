package org.wingloss.model.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.io.FileFailure;
import org.wingloss.data.io.HiddenFiles;
import org.wingloss.data.io.Sha256;

/**
 * Where the files of a model lie: a folder, or a zip that is read in place and never unpacked. A
 * name is a plain file name, so nothing outside is reached; a size is capped while reading.
 */
sealed interface ModelStore {
  /** The most bytes of one entry: more than any network here needs, less than an array holds. */
  int LARGEST = 1 << 30;

  /** What messages call the file of that name. */
  String label(String name);

  /** Whether there is such a file. */
  boolean has(String name);

  /**
   * A file's content.
   *
   * @throws InvalidDataException if there is none, or it is too large
   */
  byte[] read(String name);

  /**
   * By what a file's content is recognised.
   *
   * @throws InvalidDataException if there is no such file, or it is too large
   */
  default Fingerprint fingerprint(String name) {
    return Fingerprint.of(read(name));
  }

  /** Whether there is the description of a model. */
  default boolean isModel() {
    return has(ModelFile.DESCRIPTION) || has(PipelineFile.DESCRIPTION);
  }

  /** The files below a sub-folder. */
  ModelStore below(String folder);

  /**
   * Refuses a file that is not the one that was promised.
   *
   * @throws InvalidDataException if it has another fingerprint, or there is no such file
   */
  default void check(String name, Fingerprint expected) {
    Fingerprint found = fingerprint(name);
    if (!found.equals(expected)) {
      throw new InvalidDataException(
          "%s: has %d bytes with SHA-256 %s but %s promises %d with %s; the file was altered or damaged"
              .formatted(
                  label(name),
                  found.bytes(),
                  found.sha256(),
                  ModelFile.DESCRIPTION,
                  expected.bytes(),
                  expected.sha256()));
    }
  }

  /**
   * The store at a path.
   *
   * @throws InvalidDataException if there is neither a folder nor a sound zip
   */
  static ModelStore at(Path path) {
    if (Files.isDirectory(path)) {
      return new Folder(path);
    }
    if (!Files.isRegularFile(path)) {
      throw InvalidDataException.in(path, "no such model folder or zip");
    }
    Zip zip = new Zip(path, "");
    zip.check();
    return zip;
  }

  /** Refuses a name that is more than a plain file name, and so may lead elsewhere. */
  static String plain(String name) {
    if (!name.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}")) {
      throw new IllegalArgumentException("not a plain file name: '" + name + "'");
    }
    return name;
  }

  /**
   * Files in a folder.
   *
   * @param root the model's folder, which no link may leave
   * @param folder the root, or the folder of a stage in it
   */
  record Folder(Path root, Path folder) implements ModelStore {
    Folder(Path folder) {
      this(folder, folder);
    }

    @Override
    public String label(String name) {
      return folder.resolve(plain(name)).toString();
    }

    @Override
    public boolean has(String name) {
      return Files.exists(folder.resolve(plain(name)));
    }

    @Override
    public byte[] read(String name) {
      Path file = checked(name);
      try {
        return Files.readAllBytes(file);
      } catch (IOException e) {
        throw FileFailure.unreadable(file, e);
      }
    }

    /** Without holding the content in memory. */
    @Override
    public Fingerprint fingerprint(String name) {
      Path file = checked(name);
      return new Fingerprint(file.toFile().length(), Sha256.of(file).hex());
    }

    private Path checked(String name) {
      Path file = folder.resolve(plain(name));
      try {
        if (!Files.isRegularFile(file)) {
          throw InvalidDataException.in(folder, "has no file '" + name + "'");
        }
        if (!file.toRealPath().startsWith(root.toRealPath())) {
          throw InvalidDataException.in(file, "is a link that leaves the model's folder");
        }
        if (Files.size(file) > LARGEST) {
          throw InvalidDataException.in(file, "has more than %d bytes".formatted(LARGEST));
        }
        return file;
      } catch (IOException e) {
        throw FileFailure.unreadable(file, e);
      }
    }

    @Override
    public ModelStore below(String name) {
      return new Folder(root, folder.resolve(plain(name)));
    }
  }

  /** Files in a zip below a prefix that is empty or ends with a slash. */
  record Zip(Path zip, String prefix) implements ModelStore {
    private static final int MOST_ENTRIES = 64;

    /** Weights hardly compress; an entry that grows more than this is a bomb. */
    private static final long MOST_INFLATION = 4;

    /** Up to here any entry may grow. */
    private static final long SMALL = 1L << 24;

    /** Whether a file of that name, with the stage before it, may be in the zip of a model. */
    static boolean mayHold(String name) {
      return name.matches("(stage[12]/)?[A-Za-z0-9_][A-Za-z0-9._-]{0,99}");
    }

    /** Refuses a zip that holds anything else than the files of a model. */
    void check() {
      try (ZipFile file = new ZipFile(zip.toFile())) {
        if (file.size() > MOST_ENTRIES) {
          throw InvalidDataException.in(
              zip, "has %d entries, a model at most %d".formatted(file.size(), MOST_ENTRIES));
        }
        for (Enumeration<? extends ZipEntry> i = file.entries(); i.hasMoreElements(); ) {
          String name = i.nextElement().getName();
          if (!HiddenFiles.isHidden(name) && !mayHold(name) && !name.matches("stage[12]/")) {
            throw InvalidDataException.in(
                zip,
                "entry '%s' does not belong into a model and may leave its folder".formatted(name));
          }
        }
      } catch (IOException e) {
        throw InvalidDataException.in(zip, "is neither a model folder nor a sound zip", e);
      }
    }

    @Override
    public String label(String name) {
      return zip + "!" + prefix + plain(name);
    }

    @Override
    public boolean has(String name) {
      try (ZipFile file = new ZipFile(zip.toFile())) {
        return file.getEntry(prefix + plain(name)) != null;
      } catch (IOException e) {
        throw FileFailure.unreadable(zip, e);
      }
    }

    @Override
    public byte[] read(String name) {
      try (ZipFile file = new ZipFile(zip.toFile())) {
        ZipEntry entry = file.getEntry(prefix + plain(name));
        if (entry == null) {
          throw InvalidDataException.in(zip, "has no entry '" + prefix + name + "'");
        }
        try (InputStream in = file.getInputStream(entry)) {
          // The entry's own statement of its size is not trusted.
          int most = (int) Math.min(LARGEST, SMALL + MOST_INFLATION * Files.size(zip));
          byte[] content = in.readNBytes(most);
          if (in.read() >= 0) {
            throw InvalidDataException.in(
                zip, "entry '%s' has more than %d bytes".formatted(name, most));
          }
          return content;
        }
      } catch (IOException e) {
        throw FileFailure.unreadable(zip, e);
      }
    }

    @Override
    public ModelStore below(String name) {
      return new Zip(zip, prefix + plain(name) + "/");
    }
  }

  /**
   * Resources: what travels with the program.
   *
   * @param prefix begins and ends with a slash
   */
  record Resource(String prefix) implements ModelStore {
    @Override
    public String label(String name) {
      return "built-in model, " + plain(name);
    }

    @Override
    public boolean has(String name) {
      return Resource.class.getResource(prefix + plain(name)) != null;
    }

    @Override
    public byte[] read(String name) {
      try (InputStream in = Resource.class.getResourceAsStream(prefix + plain(name))) {
        if (in == null) {
          throw new InvalidDataException(label(name) + ": no such resource");
        }
        return in.readAllBytes();
      } catch (IOException e) {
        throw new InvalidDataException(label(name) + ": cannot be read: " + e.getMessage(), e);
      }
    }

    /**
     * Nothing: these files are as whole as the classes beside them. That they are those promised is
     * tested; to hash them would take a third of the time in which the model is opened.
     */
    @Override
    public void check(String name, Fingerprint expected) {
      plain(name);
    }

    @Override
    public ModelStore below(String name) {
      return new Resource(prefix + plain(name) + "/");
    }
  }
}
