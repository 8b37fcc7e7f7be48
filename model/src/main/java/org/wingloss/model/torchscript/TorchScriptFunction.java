package org.wingloss.model.torchscript;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The source text of a TorchScript function of tensors under construction. */
public final class TorchScriptFunction {
  /** The name of the one class. */
  private static final String CLASS = "Network";

  /** The oldest file format that has all operators in use here. */
  private static final String FORMAT_VERSION = "3\n";

  private static final String FOLDER = "network/";

  private final List<String> parameters;
  private final List<String> lines = new ArrayList<>();
  private int values;

  /**
   * Starts a function.
   *
   * @param parameters the names of the tensors in the order in which they will be given
   */
  public TorchScriptFunction(List<String> parameters) {
    this.parameters = List.copyOf(parameters);
  }

  /**
   * Adds a line that computes a value.
   *
   * @param expression a TorchScript expression over parameters and earlier values
   * @return the variable that holds the result
   */
  public String add(String expression) {
    String variable = "v" + values++;
    run(variable + " = " + expression);
    return variable;
  }

  /** Adds a line that changes tensors in place. */
  public void run(String statement) {
    lines.add("    " + statement + "\n");
  }

  /**
   * The whole archive, as {@code torch.jit.load} and DJL read it.
   *
   * @param result the variable to return
   */
  public byte[] archive(String result) {
    StringBuilder source = new StringBuilder();
    source.append("class ").append(CLASS).append("(Module):\n");
    source.append("  __parameters__ = []\n  __buffers__ = []\n");
    source.append("  training : bool\n  _is_full_backward_hook : Optional[bool]\n");
    source.append("  def forward(self: __torch__.").append(CLASS);
    parameters.forEach(name -> source.append(",\n    ").append(name).append(": Tensor"));
    source.append(") -> Tensor:\n");
    lines.forEach(source::append);
    source.append("    return ").append(result).append('\n');
    return zip(source.toString());
  }

  /**
   * The zip in which TorchScript travels: the source text, and a pickle that says "one object of
   * that class, without tensors".
   */
  private static byte[] zip(String source) {
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
