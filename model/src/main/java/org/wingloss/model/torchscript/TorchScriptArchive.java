package org.wingloss.model.torchscript;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The zip in which TorchScript travels: the source text, and a pickle that says "one object of that
 * class, without tensors".
 */
final class TorchScriptArchive {
  /** The name of the one class. */
  static final String CLASS = "Network";

  /** The oldest file format that has all operators in use here. */
  private static final String FORMAT_VERSION = "3\n";

  private static final String FOLDER = "network/";

  private TorchScriptArchive() {}

  /** The archive of a source text that defines {@link #CLASS}. */
  static byte[] of(String source) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setMethod(ZipOutputStream.STORED);
      add(zip, "data.pkl", object());
      add(zip, "code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
      add(zip, "constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
      add(zip, "version", FORMAT_VERSION.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written", e);
    }
    return bytes.toByteArray();
  }

  /** Pickle, protocol 2: a new object of the class whose state is two attributes. */
  private static byte[] object() throws IOException {
    ByteArrayOutputStream pickle = new ByteArrayOutputStream();
    pickle.write(new byte[] {(byte) 0x80, 2});
    pickle.write(("c__torch__\n" + CLASS + "\n").getBytes(StandardCharsets.US_ASCII));
    pickle.write(new byte[] {')', (byte) 0x81, '}', '('});
    text(pickle, "training");
    pickle.write(0x88); // true
    text(pickle, "_is_full_backward_hook");
    pickle.write('N');
    pickle.write(new byte[] {'u', 'b', '.'});
    return pickle.toByteArray();
  }

  private static void text(ByteArrayOutputStream pickle, String text) throws IOException {
    pickle.write(new byte[] {'X', (byte) text.length(), 0, 0, 0});
    pickle.write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** An uncompressed entry, which must say its size and checksum beforehand. */
  private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    ZipEntry entry = new ZipEntry(FOLDER + name);
    entry.setSize(bytes.length);
    entry.setCrc(checksum.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }
}
