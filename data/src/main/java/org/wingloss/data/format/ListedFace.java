package org.wingloss.data.format;

import java.util.Optional;
import java.util.function.Supplier;
import org.wingloss.data.face.Face;

/**
 * One entry of a list of faces. Its face is read when it is asked for, so that a broken entry does
 * not hide the others.
 *
 * @param id the face's id, where the entry gives one; else the image names it
 * @param image the image's name as written, if the entry has one
 * @param where the file and the place in it, for messages
 * @param face reads the face; its image is the name as written
 */
public record ListedFace(
    Optional<String> id, Optional<String> image, String where, Supplier<Face> face) {}
