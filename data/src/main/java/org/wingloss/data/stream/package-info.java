/**
 * Training sets larger than memory and disk cache: face crops in tar shards as Python's WebDataset
 * reads them, with an index beside them. Entry types: {@link
 * org.wingloss.data.stream.TarShardWriter} and {@link org.wingloss.data.stream.ShardIndex}.
 *
 * <p>A folder holds {@code train-00000.tar}, {@code train-00001.tar} …, possibly {@code
 * validation-00000.tar} …, and {@code index.json}. A tar is plain ustar, not compressed, and its
 * bytes depend on its samples alone: time 0, owner 0. Each sample is two entries, one behind the
 * other:
 *
 * <ul>
 *   <li>{@code KEY.jpg} or {@code KEY.png}: the crop, a square with the context that augmentation
 *       needs, as {@link org.wingloss.data.crop.CropStore} cuts it. {@code KEY} is the tar's name
 *       and the sample's number in it, {@code train-00000-000042}.
 *   <li>{@code KEY.json}: one object with {@code id}, {@code landmarks} ({@code [[x,y],…]} in
 *       pixels of the crop, {@code null} for a missing one), {@code hidden} (the numbers of the
 *       covered ones), {@code box} ({@code [l,t,r,b]}, pixels of the crop: the box that came with
 *       the face, else the one around its landmarks), {@code subsets}, and {@code crop}, the affine
 *       map {@code [xx,xy,x0,yx,yy,y0]} from pixels of the picture to pixels of the crop.
 * </ul>
 *
 * <p>{@code index.json} says what the landmarks mean, how the crops were cut, the mean shape of the
 * training faces in pixels of the crop, and of every tar the number of samples, the number of bytes
 * and their SHA-256. What is read is checked against it: an entry that is no regular file, a name
 * with a folder in it, a number that does not fit, anything cut short is an {@link
 * org.wingloss.data.InvalidDataException} that names the tar and the entry. Nothing is ever
 * extracted to disk.
 */
package org.wingloss.data.stream;
