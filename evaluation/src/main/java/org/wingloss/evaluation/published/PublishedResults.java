package org.wingloss.evaluation.published;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.scheme.LandmarkScheme;

/**
 * Published results, each with its trust tag: the paper's Tables 1 to 4 and Fig. 4, the first
 * author's later numbers, and independent reproductions.
 *
 * <p>Tags: P read off the published figures and tables, A the first author's own code or replies, R
 * independent re-implementers. The COFW rows' norm is believed to be inter-pupil (docs/paper.md,
 * section 7).
 *
 * @param results every row
 * @param curves the digitised Fig. 4
 */
public record PublishedResults(List<Result> results, Curves curves) {
  private static final PublishedResults BUNDLED = load();

  /**
   * One method's row of a table.
   *
   * @param source {@code table1} … {@code table4}, {@code later} or {@code reproduction}
   * @param dataset the data set's name
   * @param scheme the landmark scheme's name
   * @param norm the normaliser's name
   * @param trust P, A or R
   * @param method network, balancing and loss
   * @param results by subset
   */
  public record Result(
      String source,
      String dataset,
      String scheme,
      String norm,
      String trust,
      String method,
      List<Cell> results) {
    /** Copies the list. */
    public Result {
      results = List.copyOf(results);
    }

    /** Whether it is of these landmarks under this norm. */
    public boolean isOf(LandmarkScheme scheme, String norm) {
      return this.scheme.equals(scheme.name()) && this.norm.equals(norm);
    }

    /** The NME of a subset in percent. */
    public Optional<Cell> on(String subset) {
      return results.stream().filter(c -> c.subset().equals(subset)).findFirst();
    }
  }

  /**
   * One number of a table.
   *
   * @param subset {@code all}, {@code full}, {@code common} …
   * @param faces how many faces the subset has in the protocol
   * @param nme percent
   */
  public record Cell(String subset, int faces, double nme) {}

  /**
   * Fig. 4: cumulative error curves on AFLW, digitised.
   *
   * @param source {@code figure4}
   * @param dataset the data set's name
   * @param scheme the landmark scheme's name
   * @param norm the normaliser's name
   * @param trust P
   * @param tolerance of the shares
   * @param errors at which the curves were read, shares of the norm
   * @param curves by method
   */
  public record Curves(
      String source,
      String dataset,
      String scheme,
      String norm,
      String trust,
      double tolerance,
      List<Double> errors,
      List<Curve> curves) {
    /** Copies the lists. */
    public Curves {
      errors = List.copyOf(errors);
      curves = List.copyOf(curves);
    }
  }

  /**
   * One method's curve.
   *
   * @param method network and loss
   * @param shares of faces at or below each error, 0 to 1
   */
  public record Curve(String method, List<Double> shares) {
    /** Copies the list. */
    public Curve {
      shares = List.copyOf(shares);
    }
  }

  /** Copies the list. */
  public PublishedResults {
    results = List.copyOf(results);
  }

  /** What travels with this module. */
  public static PublishedResults bundled() {
    return BUNDLED;
  }

  /** The rows of a table or other source. */
  public List<Result> of(String source) {
    return results.stream().filter(r -> r.source().equals(source)).toList();
  }

  /** The rows with a number for a subset under a scheme and norm, whatever the faces. */
  public List<Result> comparable(LandmarkScheme scheme, String norm, String subset) {
    return results.stream().filter(r -> r.isOf(scheme, norm) && r.on(subset).isPresent()).toList();
  }

  private static PublishedResults load() {
    try (InputStream in = PublishedResults.class.getResourceAsStream("published.json")) {
      return StrictJson.mapper().readValue(in, PublishedResults.class);
    } catch (IOException e) {
      throw new UncheckedIOException("published.json", e);
    }
  }
}
