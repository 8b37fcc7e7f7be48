package org.wingloss.data.face;

/**
 * What is known of one landmark. This is the meaning of every flag in every format that is read;
 * there is no second one.
 *
 * <table>
 *   <caption>Flags of the formats</caption>
 *   <tr><th>format</th><th>visible</th><th>hidden</th><th>missing</th></tr>
 *   <tr><td>COCO keypoints, COCO-WholeBody {@code face_kpts}</td><td>v = 2; v = 1 in a file without
 *     any 2, as mmpose writes its face sets</td><td>v = 1 in a file with a 2</td><td>v = 0, whatever
 *     x and y are</td></tr>
 *   <tr><td>COCO results</td><td>finite x and y; the third number is a score</td><td>—</td><td>x or
 *     y not finite</td></tr>
 *   <tr><td>JSON Lines</td><td>{@code [x, y]}</td><td>index in {@code hidden}</td><td>{@code null};
 *     in predictions also x or y not finite</td></tr>
 *   <tr><td>SPIGA's list</td><td>{@code visible} not 0, or no {@code visible}</td><td>{@code
 *     visible} 0</td><td>x or y {@code null} or not finite, or its number not in {@code ids}</td></tr>
 *   <tr><td>CSV of faces or shapes</td><td>two numbers</td><td>(−x, −y), signed</td><td>two cells
 *     that are empty or {@code nan}, (−1, −1); in predictions also {@code inf}</td></tr>
 *   <tr><td>HRNet's lists</td><td>any other point</td><td>(−x, −y), signed</td><td>two cells that are
 *     empty or {@code nan}, (0, 0), (−1, −1)</td></tr>
 *   <tr><td>imglab's XML (dlib)</td><td>a {@code part}</td><td>—</td><td>no such {@code part}</td></tr>
 *   <tr><td>{@code .pts} (300-W, MERL-RAV)</td><td>any other point</td><td>(−x, −y), signed</td><td>
 *     (−1, −1)</td></tr>
 *   <tr><td>WFLW, MTFL</td><td>every landmark</td><td>—</td><td>—</td></tr>
 *   <tr><td>AFLW-Full</td><td>{@code mask_new} 1</td><td>{@code mask_new} not 1</td><td>—</td></tr>
 *   <tr><td>AFLW's database</td><td>a row of FeatureCoords</td><td>—</td><td>no row</td></tr>
 *   <tr><td>COFW</td><td>occlusion flag 0</td><td>occlusion flag not 0</td><td>—</td></tr>
 * </table>
 *
 * <p>Signed: ground truth in the convention of MERL-RAV, where (−1, −1) is a landmark that is not
 * there and (−x, −y) one at (x, y) that is covered. Landmarks of a face that is clipped by the
 * picture's upper left corner are told apart and stay as they are; predictions have no signs.
 *
 * <p>An annotation of a COCO file without any marked landmark (no {@code keypoints}, an empty list,
 * or v = 0 for all) is no face and is passed over.
 */
public enum Visibility {
  /** Marked and to be seen. */
  VISIBLE,
  /** Marked, but covered by something or turned away. */
  HIDDEN,
  /** Not marked, or not found: there are no coordinates. */
  MISSING
}
