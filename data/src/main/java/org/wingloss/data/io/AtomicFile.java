package org.wingloss.data.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wingloss.data.InvalidDataException;

/**
 * A file that is there whole or not at all. It is written under a temporary name of its own beside
 * the target and then moved onto it in one step. Missing folders are made. Until the move an older
 * file keeps its content; after a failure nothing is left behind.
 *
 * <p>The temporary name is {@code NAME.RANDOM.unfinished}. Two writers of one target do not meet,
 * and what a killed process left behind is in nobody's way. A program that a signal ends can delete
 * what it has not completed, see {@link UnfinishedFiles}.
 */
public final class AtomicFile implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AtomicFile.class);

  /** How the name of everything ends that is not complete. */
  static final String UNFINISHED = ".unfinished";

  private static final int MOST_LINKS = 40;

  private final Path target;
  private final Path whole;
  private final Path unfinished;
  private final FileChannel channel;

  private AtomicFile(Path target, Path whole, Path unfinished, FileChannel channel) {
    this.target = target;
    this.whole = whole;
    this.unfinished = unfinished;
    this.channel = channel;
  }

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes everything; the stream is buffered and is closed by the caller. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes or replaces a file.
   *
   * @throws InvalidDataException if it cannot be written or the target is no regular file
   */
  public static void write(Path target, byte[] content) {
    write(target, out -> out.write(content));
  }

  /** Writes or replaces a file in UTF-8, as {@link #write(Path, byte[])}. */
  public static void write(Path target, String content) {
    write(target, content.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes or replaces a file with what is written to a stream, as {@link #write(Path, byte[])}.
   */
  public static void write(Path target, Content content) {
    try (AtomicFile file = open(target)) {
      file.fill(content);
      file.commit();
    }
  }

  /**
   * Writes or replaces a file that also survives a power failure: its bytes and the folder are
   * synced before this returns.
   *
   * @throws InvalidDataException as {@link #write(Path, byte[])}
   */
  public static void writeDurably(Path target, byte[] content) {
    try (AtomicFile file = open(target)) {
      file.fill(out -> out.write(content));
      file.commitDurably();
    }
  }

  /**
   * Begins a file, for those who write it bit by bit. Closing it without {@link #commit()} removes
   * what was written.
   *
   * @throws InvalidDataException if it cannot be written or the target is no regular file
   */
  public static AtomicFile open(Path target) {
    try {
      Path whole = place(target);
      requireReplaceable(target, whole);
      Path unfinished = TemporaryName.beside(whole);
      FileChannel channel = UnfinishedFiles.begin(unfinished, () -> create(unfinished));
      return new AtomicFile(target, whole, unfinished, channel);
    } catch (IOException e) {
      throw FileFailure.unwritable(target, e);
    }
  }

  /**
   * Refuses a place in which no file can be written or replaced, before the work whose result it is
   * to hold. Whether its folder may be written is not asked.
   *
   * @throws InvalidDataException if a folder, device or pipe is there
   */
  public static void requireReplaceable(Path target) {
    try {
      requireReplaceable(target, place(target));
    } catch (IOException e) {
      throw FileFailure.unwritable(target, e);
    }
  }

  /** Whether a file or folder is what a killed process left of one that it had not completed. */
  public static boolean isUnfinished(Path file) {
    return TemporaryName.matches(file);
  }

  /**
   * Deletes what killed processes left in a folder of files and folders that they had not
   * completed; what cannot be deleted stays. The caller must know that nobody is writing there.
   *
   * @param folder one that is absent is no failure
   */
  public static void deleteUnfinished(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> content = Files.list(folder)) {
      for (Path left : content.filter(AtomicFile::isUnfinished).toList()) {
        AtomicFolder.delete(left);
      }
    } catch (IOException e) {
      LOG.debug("{} could not be tidied up", folder, e);
    }
  }

  /** Where the content goes. */
  public FileChannel channel() {
    return channel;
  }

  /** Gives the file its name. Nothing can be written afterwards. */
  public void commit() {
    commit(false);
  }

  /** As {@link #commit()}, and makes it last through a power failure. */
  public void commitDurably() {
    commit(true);
  }

  /** Removes what was written unless it has been given its name. */
  @Override
  public void close() {
    try {
      channel.close();
      UnfinishedFiles.end(unfinished, () -> Files.deleteIfExists(unfinished));
    } catch (IOException e) {
      throw FileFailure.unwritable(target, e);
    }
  }

  private void fill(Content content) {
    try {
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
      content.writeTo(out);
      out.flush();
    } catch (IOException e) {
      throw FileFailure.unwritable(target, e);
    }
  }

  private void commit(boolean durably) {
    try {
      if (durably) {
        channel.force(true);
      }
      channel.close();
      requireReplaceable(target, whole);
      UnfinishedFiles.end(
          unfinished, () -> Patience.with(Patience.LOCKS_WHAT_IS_OPEN, this::replace));
      if (durably) {
        DiskSync.folder(whole.getParent());
      }
    } catch (IOException e) {
      throw FileFailure.unwritable(target, e);
    }
  }

  private static FileChannel create(Path unfinished) throws IOException {
    Files.createDirectories(unfinished.getParent());
    return FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private void replace() throws IOException {
    Files.move(
        unfinished, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** In the folder that the system finds; the name itself may be a link, which is replaced. */
  private static Path place(Path target) throws IOException {
    Path absolute = target.toAbsolutePath();
    Path folder = absolute.getParent();
    return folder == null ? absolute : SystemPath.of(folder).resolve(absolute.getFileName());
  }

  private static void requireReplaceable(Path target, Path whole) throws IOException {
    if (whole.getParent() == null || Files.isDirectory(whole)) {
      throw InvalidDataException.in(target, "cannot be written: expected a file, found a folder");
    }
    if (isStream(whole) || (Files.exists(whole) && !Files.isRegularFile(whole))) {
      throw InvalidDataException.in(
          target, "cannot be written: expected a regular file, found a device or pipe");
    }
  }

  /**
   * {@code /dev/stdout} leads to a regular file where the shell has sent standard output to one.
   */
  private static boolean isStream(Path whole) throws IOException {
    Path at = whole;
    for (int links = 0; links <= MOST_LINKS; links++) {
      if (at.startsWith("/proc") || (at.startsWith("/dev") && !at.startsWith("/dev/shm"))) {
        return true;
      }
      if (!Files.isSymbolicLink(at)) {
        return false;
      }
      at = at.resolveSibling(Files.readSymbolicLink(at)).normalize();
    }
    return false;
  }
}
