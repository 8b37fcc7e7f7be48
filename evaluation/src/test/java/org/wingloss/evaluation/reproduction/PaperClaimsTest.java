package org.wingloss.evaluation.reproduction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PaperClaimsTest {
  private static final int FACES = 40;

  private static PaperClaims claims(CellScores... cells) {
    return new PaperClaims(List.of(cells), "box-width", Cells.BOOTSTRAP);
  }

  /**
   * Errs by {@code percent}, and by 1 more on every second face: means differ as the numbers do.
   */
  private static double[] mixed(double percent) {
    double[] values = Cells.all(FACES, percent);
    for (int i = 0; i < FACES; i += 2) {
      values[i] += 1;
    }
    return values;
  }

  @Test
  void losses_everyFaceBetter_hold() {
    List<Claim> claims =
        claims(
                Cells.of("CNN-6", "L2", mixed(4)),
                Cells.of("CNN-6", "L1", mixed(3)),
                Cells.of("CNN-6", "smooth L1", mixed(3.5)),
                Cells.of("CNN-6", "Wing", mixed(2)))
            .ofLosses();
    assertEquals(
        List.of(
            "Wing has a lower error than L1",
            "Wing has a lower error than smooth L1",
            "smooth L1 has a lower error than L2",
            "L1 has a lower error than L2"),
        claims.stream().map(Claim::sentence).toList());
    claims.forEach(claim -> assertEquals(Outcome.HOLDS, claim.outcome(), claim.numbers()));
    assertEquals(
        "Wing \u2212 L1 = \u22121.00 [\u22121.00, \u22121.00] on 40 faces, lower on 100 % of them",
        claims.get(0).numbers());
  }

  @Test
  void losses_lowerMeanOnFewFaces_cannotBeSaid() {
    // 39 faces alike and one better by 8: the mean is lower by 0.2, an interval without that face
    // is not.
    double[] wing = Cells.all(FACES, 3);
    wing[0] = 1;
    double[] straight = Cells.all(FACES, 3);
    straight[0] = 9;
    Claim claim =
        claims(Cells.of("CNN-6", "L1", straight), Cells.of("CNN-6", "Wing", wing))
            .ofLosses()
            .get(0);
    assertEquals(Outcome.CANNOT_BE_SAID, claim.outcome(), claim.numbers());
    assertTrue(claim.numbers().startsWith("Wing \u2212 L1 = \u22120.20"), claim.numbers());
    assertTrue(claim.numbers().contains("these faces would show a difference of"));
  }

  @Test
  void losses_everyFaceWorse_doNotHold() {
    Claim claim =
        claims(Cells.of("CNN-6", "L1", mixed(2)), Cells.of("CNN-6", "Wing", mixed(3)))
            .ofLosses()
            .get(0);
    assertEquals(Outcome.DOES_NOT_HOLD, claim.outcome());
  }

  @Test
  void losses_oneFace_cannotBeSaid() {
    Claim claim =
        claims(Cells.of("CNN-6", "L1", Cells.all(1, 3)), Cells.of("CNN-6", "Wing", Cells.all(1, 2)))
            .ofLosses()
            .get(0);
    assertEquals(Outcome.CANNOT_BE_SAID, claim.outcome());
    assertEquals(
        "Wing \u2212 L1 = \u22121.00 [\u22121.00, \u22121.00] on 1 face; one face alone cannot show"
            + " a difference",
        claim.numbers());
  }

  @Test
  void losses_columnMissing_cannotBeSaidAndNamesIt() {
    Claim claim = claims(Cells.of("CNN-6", "Wing", mixed(2))).ofLosses().get(1);
    assertEquals(Outcome.CANNOT_BE_SAID, claim.outcome());
    assertEquals("not both of Wing and smooth L1 were trained", claim.numbers());
  }

  @Test
  void losses_oneSeedContradicts_cannotBeSaid() {
    // Seeds −2, −2, +1: the mean over them is −1 on every face, but one of three says the opposite.
    CellScores wing = Cells.of("CNN-6", "Wing", List.of(mixed(2), mixed(2), mixed(5)));
    CellScores straight = Cells.of("CNN-6", "L1", List.of(mixed(4), mixed(4), mixed(4)));
    Claim claim = claims(straight, wing).ofLosses().get(0);
    assertEquals(Outcome.CANNOT_BE_SAID, claim.outcome());
    assertTrue(claim.numbers().contains("\u22121.00 [\u22121.00, \u22121.00]"), claim.numbers());
    assertTrue(
        claim
            .numbers()
            .endsWith("seeds \u22122.00, \u22122.00, +1.00; the seeds contradict each other"),
        claim.numbers());
  }

  @Test
  void losses_oneCommonSeedContradicts_cannotBeSaid() {
    // Wing is 1 lower in the mean over its two seeds, but 0.5 higher with the one that L1 has too.
    CellScores wing = Cells.of("CNN-6", "Wing", List.of(mixed(4.5), mixed(1.5)));
    CellScores straight = Cells.of("CNN-6", "L1", mixed(4));
    Claim claim = claims(straight, wing).ofLosses().get(0);
    assertEquals(Outcome.CANNOT_BE_SAID, claim.outcome(), claim.numbers());
    assertTrue(claim.numbers().contains("\u22121.00 [\u22121.00, \u22121.00]"), claim.numbers());
    assertTrue(
        claim.numbers().endsWith("; seed +0.50; the seed of both contradicts it"), claim.numbers());
  }

  @Test
  void losses_severalRows_areDecidedByTheirMean() {
    // Row one −1, row two +0.5 on every face: mean −0.25.
    Claim claim =
        claims(
                Cells.of("CNN-6", "L1", mixed(4)),
                Cells.of("CNN-6", "Wing", mixed(3)),
                Cells.of("CNN-6/7", "L1", mixed(2)),
                Cells.of("CNN-6/7", "Wing", mixed(2.5)))
            .ofLosses()
            .get(0);
    assertEquals(Outcome.HOLDS, claim.outcome());
    assertTrue(claim.numbers().startsWith("Wing \u2212 L1 = \u22120.25"), claim.numbers());
    assertTrue(
        claim.numbers().endsWith("of which 1 holds alone and 1 says the opposite"),
        claim.numbers());
    assertEquals(3, claim.contrasts().size());
  }

  @Test
  void parts_balancingAndStages_arePairedByRowAndColumn() {
    List<Claim> claims =
        claims(
                Cells.of("CNN-6", "Wing", mixed(4)),
                Cells.of("CNN-6 + PDB", "Wing", mixed(3)),
                Cells.of("CNN-6/7", "Wing", mixed(2)),
                Cells.of("CNN-6/7 + PDB", "Wing", mixed(2.5)))
            .ofParts();
    // Balancing: −1 and +0.5, mean −0.25. Stages: −2 and −0.5, mean −1.25.
    assertTrue(claims.get(0).numbers().startsWith("with PDB \u2212 without = \u22120.25"));
    assertTrue(claims.get(2).numbers().startsWith("CNN-6/7 \u2212 CNN-6 = \u22121.25"));
    assertEquals(Outcome.HOLDS, claims.get(2).outcome());
  }

  @Test
  void profile_gainOnSubset_isComparedWithTheOthersGain() {
    double[] plain = Cells.all(FACES, 5);
    double[] balanced = Cells.all(FACES, 4.5);
    for (int i = 0; i < 10; i++) {
      balanced[i] = 2; // gains 3 here, 0.5 elsewhere
    }
    CellScores before = cell("CNN-6", plain);
    CellScores after = cell("CNN-6 + PDB", balanced);
    Claim claim = claims(before, after).ofParts().get(1);
    assertEquals(Outcome.HOLDS, claim.outcome());
    assertEquals(
        "PDB changes the error by \u22123.00 [\u22123.00, \u22123.00] on the faces of left-profile"
            + " (10) and by \u22120.50 [\u22120.50, \u22120.50] on the others (30); \u22122.50"
            + " [\u22122.50, \u22122.50] apart",
        claim.numbers());
    Claim reversed = claims(cell("CNN-6", balanced), cell("CNN-6 + PDB", plain)).ofParts().get(1);
    assertEquals(Outcome.DOES_NOT_HOLD, reversed.outcome());
  }

  private static CellScores cell(String row, double[]... percentBySeed) {
    return cell(row, 10, percentBySeed);
  }

  private static CellScores cell(String row, int profile, double[]... percentBySeed) {
    return Cells.of(
        row,
        "Wing",
        List.of(percentBySeed),
        i -> i < profile ? Set.of("left-profile") : Set.of("frontal"));
  }

  @Test
  void profile_oneFaceOnASide_cannotBeSaid() {
    for (int profile : List.of(1, FACES - 1)) {
      double[] balanced = Cells.all(FACES, 4.5);
      Arrays.fill(balanced, 0, profile, 2);
      CellScores before = cell("CNN-6", profile, Cells.all(FACES, 5));
      Claim claim = claims(before, cell("CNN-6 + PDB", profile, balanced)).ofParts().get(1);
      assertEquals(Outcome.CANNOT_BE_SAID, claim.outcome(), claim.numbers());
      assertTrue(
          claim.numbers().endsWith("apart; one face alone cannot show a difference"),
          claim.numbers());
    }
  }

  @Test
  void profile_lessHarmThanElsewhereButNoGain_cannotBeSaid() {
    double[] plain = Cells.all(FACES, 5);
    double[] balanced = Cells.all(FACES, 6); // one more everywhere but on profile faces
    for (int i = 0; i < 10; i++) {
      balanced[i] = 5 + (i % 2 == 0 ? 0.1 : -0.1);
    }
    Claim claim = claims(cell("CNN-6", plain), cell("CNN-6 + PDB", balanced)).ofParts().get(1);
    assertEquals(Outcome.CANNOT_BE_SAID, claim.outcome(), claim.numbers());
  }

  @Test
  void profile_oneSeedContradicts_cannotBeSaid() {
    double[] plain = Cells.all(FACES, 5);
    // On profile faces 3 less, 3 less and 1 more: 5/3 less in the mean, and one seed says more.
    double[] gain = Cells.all(FACES, 5);
    double[] loss = Cells.all(FACES, 5);
    for (int i = 0; i < 10; i++) {
      gain[i] = 2;
      loss[i] = 6;
    }
    Claim claim =
        claims(cell("CNN-6", plain, plain, plain), cell("CNN-6 + PDB", gain, gain, loss))
            .ofParts()
            .get(1);
    assertEquals(Outcome.CANNOT_BE_SAID, claim.outcome(), claim.numbers());
    assertTrue(
        claim.numbers().endsWith("apart; seeds \u22123.00, \u22123.00, +1.00"), claim.numbers());
  }

  @Test
  void plateau_oneSeedContradicts_cannotBeSaid() {
    double[] two = Cells.all(FACES, 2);
    CellScores best = Cells.of("\u03b5 = 1", "w = 8", List.of(two, two));
    CellScores chosen =
        Cells.of(
            "\u03b5 = 2",
            "w = 10",
            List.of(Cells.all(FACES, 1.95), Cells.all(FACES, 2.09))); // mean 2.02, edge 2.04
    Claim claim = claims(best, chosen).ofPlateau().get(0);
    assertEquals(Outcome.CANNOT_BE_SAID, claim.outcome(), claim.numbers());
  }

  @Test
  void plateau_nearTheBest_holdsAndFarDoesNot() {
    // 2 % of the best, 2.00, are 0.04.
    CellScores best = Cells.of("\u03b5 = 1", "w = 8", Cells.all(FACES, 2));
    assertEquals(
        Outcome.HOLDS,
        claims(best, Cells.of("\u03b5 = 2", "w = 10", Cells.all(FACES, 2.03)))
            .ofPlateau()
            .get(0)
            .outcome());
    assertEquals(
        Outcome.DOES_NOT_HOLD,
        claims(best, Cells.of("\u03b5 = 2", "w = 10", Cells.all(FACES, 2.05)))
            .ofPlateau()
            .get(0)
            .outcome());
    double[] unsure = Cells.all(FACES, 1);
    unsure[0] = 2 + 40 * 1.04; // mean 2.04 with a wide interval
    assertEquals(
        Outcome.CANNOT_BE_SAID,
        claims(best, Cells.of("\u03b5 = 2", "w = 10", unsure)).ofPlateau().get(0).outcome());
  }

  @Test
  void plateau_oneFace_cannotBeSaid() {
    CellScores other = Cells.of("\u03b5 = 1", "w = 8", Cells.all(1, 2));
    for (double percent : new double[] {1.9, 2.01, 3}) {
      Claim claim =
          claims(other, Cells.of("\u03b5 = 2", "w = 10", Cells.all(1, percent))).ofPlateau().get(0);
      assertEquals(Outcome.CANNOT_BE_SAID, claim.outcome(), claim.numbers());
      assertTrue(claim.numbers().contains("; one face alone cannot show a difference; "));
    }
  }

  @Test
  void plateau_itselfTheBest_holds() {
    Claim claim =
        claims(
                Cells.of("\u03b5 = 2", "w = 10", Cells.all(FACES, 1.9)),
                Cells.of("\u03b5 = 2", "w = 12", Cells.all(FACES, 2)))
            .ofPlateau()
            .get(0);
    assertEquals(Outcome.HOLDS, claim.outcome());
    assertTrue(claim.numbers().startsWith("it is itself the best of 2 settings"));
  }
}
