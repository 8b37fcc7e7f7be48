package org.wingloss.evaluation.input;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.geometry.Box;

/**
 * Reads a line of the neutral JSON format in its common notation straight from bytes: a million
 * faces are two hundred million numbers. Whatever is not common (an escape in a text, an unknown or
 * doubled key, a malformed number) gives null, and the line goes to the strict reader, which
 * accepts it or says what is wrong; so this class decides nothing but speed.
 */
final class CommonFaceLine {
  private static final int MOST = 10_000;

  /** Thrown and caught in here: no message and no stack trace, so it costs nothing. */
  private static final class Uncommon extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Uncommon() {
      super(null, null, false, false);
    }
  }

  private final Role role;
  private final byte[] bytes;
  private final int end;
  private int at;

  private double[] xy = new double[256];
  private int points;
  private int[] hidden = new int[0];
  private boolean gaps;

  private CommonFaceLine(Role role, byte[] bytes, int from, int to) {
    this.role = role;
    this.bytes = bytes;
    this.at = from;
    this.end = to;
  }

  /** The face, or null when the strict reader must decide. */
  static ScoredFace parse(Role role, byte[] bytes, int from, int to) {
    try {
      return new CommonFaceLine(role, bytes, from, to).face();
    } catch (Uncommon | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      return null;
    }
  }

  /** Where the text of a leading {@code "id"} begins and ends, or null. */
  static int[] leadingId(byte[] bytes, int from, int to) {
    try {
      CommonFaceLine line = new CommonFaceLine(Role.PREDICTIONS, bytes, from, to);
      line.expect('{');
      if (!line.text().equals("id")) {
        return null;
      }
      line.expect(':');
      line.expect('"');
      int start = line.at;
      return new int[] {start, line.closingQuote()};
    } catch (Uncommon | ArrayIndexOutOfBoundsException e) {
      return null;
    }
  }

  private ScoredFace face() {
    String id = null;
    String image = null;
    Box box = null;
    Set<String> subsets = null;
    boolean hiddenSeen = false;
    boolean landmarksSeen = false;
    expect('{');
    do {
      String key = text();
      expect(':');
      switch (key) {
        case "id" -> id = once(id, text());
        case "image" -> image = once(image, text());
        case "landmarks" -> {
          require(!landmarksSeen);
          landmarksSeen = true;
          landmarks();
        }
        case "hidden" -> {
          require(!hiddenSeen);
          hiddenSeen = true;
          hidden();
        }
        case "box" -> box = once(box, box());
        case "subsets" -> subsets = once(subsets, texts());
        default -> further();
      }
    } while (next(',', '}'));
    blanks();
    require(at == end && landmarksSeen && points > 0 && (id != null || image != null));
    return new ScoredFace(
        id == null ? image : id,
        finish(),
        Optional.ofNullable(box),
        subsets == null ? Set.of() : subsets,
        Optional.ofNullable(image).map(java.nio.file.Path::of),
        OptionalDouble.empty());
  }

  /** Passes over a key of another tool, if it is a plain value or a list of numbers. */
  private void further() {
    require(role == Role.PREDICTIONS);
    switch (peek()) {
      case '"' -> text();
      case 't' -> word("true");
      case 'f' -> word("false");
      case 'n' -> word("null");
      case '[' -> {
        at++;
        do {
          number();
        } while (next(',', ']'));
      }
      default -> number();
    }
  }

  private Landmarks finish() {
    double[] vector = new double[2 * points];
    for (int i = 0; i < points; i++) {
      vector[i] = xy[2 * i];
      vector[points + i] = xy[2 * i + 1];
    }
    if (!gaps && hidden.length == 0) {
      return Landmarks.of(vector);
    }
    Visibility[] states = new Visibility[points];
    for (int i = 0; i < points; i++) {
      boolean missing = Double.isNaN(vector[i] + vector[points + i]);
      states[i] = missing ? Visibility.MISSING : Visibility.VISIBLE;
    }
    for (int i : hidden) {
      require(i < points && states[i] != Visibility.MISSING);
      states[i] = Visibility.HIDDEN;
    }
    return Landmarks.of(vector, states);
  }

  private void landmarks() {
    expect('[');
    if (peek() == ']') {
      throw new Uncommon();
    }
    do {
      require(points < MOST);
      if (2 * points + 2 > xy.length) {
        xy = Arrays.copyOf(xy, 2 * xy.length);
      }
      if (peek() == 'n') {
        word("null");
        xy[2 * points] = Double.NaN;
        xy[2 * points + 1] = Double.NaN;
        gaps = true;
      } else {
        expect('[');
        xy[2 * points] = coordinate();
        expect(',');
        xy[2 * points + 1] = coordinate();
        expect(']');
      }
      points++;
    } while (next(',', ']'));
  }

  private double coordinate() {
    byte first = peek();
    if (first == 'N' || first == 'I' || (first == '-' && bytes[at + 1] == 'I')) {
      // What Python writes for numbers that are not finite.
      require(role == Role.PREDICTIONS);
      word(first == 'N' ? "NaN" : first == 'I' ? "Infinity" : "-Infinity");
      gaps = true;
      return Double.NaN;
    }
    return number();
  }

  private double number() {
    blanks();
    int start = at;
    boolean negative = bytes[at] == '-';
    int digits = negative ? at + 1 : at;
    int place = digits;
    long mantissa = 0;
    byte b = bytes[place];
    while (b >= '0' && b <= '9') {
      mantissa = 10 * mantissa + (b - '0');
      b = bytes[++place];
    }
    int count = place - digits;
    require(count > 0 && (count == 1 || bytes[digits] != '0'));
    int fraction = 0;
    if (b == '.') {
      int point = place + 1;
      place = point;
      while (count + place - point <= 10 && place + 8 < end) {
        long eight = EightDigits.parse(bytes, place);
        if (eight < 0) {
          break;
        }
        mantissa = 100_000_000 * mantissa + eight;
        place += 8;
      }
      b = bytes[place];
      while (b >= '0' && b <= '9') {
        mantissa = 10 * mantissa + (b - '0');
        b = bytes[++place];
      }
      fraction = place - point;
      require(fraction > 0);
      count += fraction;
    }
    at = place;
    if (b != 'e' && b != 'E' && count <= 18) {
      double value = ExactQuotient.of(mantissa, fraction);
      if (!Double.isNaN(value)) {
        return negative ? -value : value;
      }
    }
    return longNumber(start);
  }

  /** A number with an exponent or more digits than are common; its first part has been passed. */
  private double longNumber(int start) {
    byte b = bytes[at];
    if (b == 'e' || b == 'E') {
      b = bytes[++at];
      if (b == '+' || b == '-') {
        b = bytes[++at];
      }
      require(b >= '0' && b <= '9');
      while (b >= '0' && b <= '9') {
        b = bytes[++at];
      }
    }
    double value =
        Double.parseDouble(new String(bytes, start, at - start, StandardCharsets.US_ASCII));
    require(Double.isFinite(value));
    return value;
  }

  private Box box() {
    double[] edges = new double[4];
    expect('[');
    for (int i = 0; i < 4; i++) {
      edges[i] = number();
      expect(i < 3 ? ',' : ']');
    }
    return new Box(edges[0], edges[1], edges[2], edges[3]);
  }

  private void hidden() {
    expect('[');
    if (peek() == ']') {
      at++;
      return;
    }
    do {
      double index = number();
      require(index >= 0 && index < MOST && index == Math.rint(index) && hidden.length < MOST);
      hidden = Arrays.copyOf(hidden, hidden.length + 1);
      hidden[hidden.length - 1] = (int) index;
    } while (next(',', ']'));
  }

  private Set<String> texts() {
    Set<String> texts = new TreeSet<>();
    expect('[');
    if (peek() == ']') {
      at++;
      return texts;
    }
    do {
      require(texts.size() < MOST);
      texts.add(text());
    } while (next(',', ']'));
    return texts;
  }

  private String text() {
    expect('"');
    int start = at;
    return new String(bytes, start, closingQuote() - start, StandardCharsets.UTF_8);
  }

  /** Passes over the rest of a text; the position of the quote that ends it. */
  private int closingQuote() {
    while (bytes[at] != '"') {
      require(at < end && bytes[at] != '\\' && (bytes[at] & 0xFF) >= ' ');
      at++;
    }
    return at++;
  }

  private static <T> T once(T before, T now) {
    require(before == null);
    return now;
  }

  private boolean next(char more, char last) {
    byte b = peek();
    at++;
    require(b == more || b == last);
    return b == more;
  }

  private void expect(char wanted) {
    require(peek() == wanted);
    at++;
  }

  private void word(String word) {
    blanks();
    for (int i = 0; i < word.length(); i++) {
      require(bytes[at++] == word.charAt(i));
    }
  }

  private byte peek() {
    blanks();
    require(at < end);
    return bytes[at];
  }

  private void blanks() {
    while (at < end && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
  }

  private static void require(boolean common) {
    if (!common) {
      throw new Uncommon();
    }
  }
}
