package org.wingloss.data.synthetic.head;

import org.wingloss.data.face.Landmarks;
import org.wingloss.data.synthetic.render.ProjectedVertices;
import org.wingloss.data.synthetic.render.Stage;

/** Where a head's landmarks are in a picture that is being rendered. */
public final class RenderedHead {
  private RenderedHead() {}

  /** The 68 landmarks of 300-W, canvas pixels, and what hides them. */
  public static Landmarks landmarks(Stage stage, HeadShape head) {
    ProjectedVertices vertices =
        new ProjectedVertices(head.x().length, HeadMesh.get().u(), HeadMesh.get().v());
    for (int i = 0; i < head.x().length; i++) {
      vertices.project(i, stage.camera(), head.x()[i], head.y()[i], head.z()[i]);
    }
    LandmarkPlace.View view = new LandmarkPlace.View(vertices, 0, 0, 0);
    return new RenderedLandmarks(stage.canvas(), view, stage.canvas().size()).all().get("300w-68");
  }
}
