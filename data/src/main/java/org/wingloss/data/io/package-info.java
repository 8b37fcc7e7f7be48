/**
 * Files that are there whole or not at all. Entry type: {@link org.wingloss.data.io.AtomicFile}.
 * Every file of this project that somebody else may read is written with {@link
 * org.wingloss.data.io.AtomicFile}, every folder with {@link org.wingloss.data.io.AtomicFolder},
 * every hash of files is a {@link org.wingloss.data.io.Sha256}, every short hash of text a {@link
 * org.wingloss.data.io.TextHash}, and a folder that one process alone may work in has a {@link
 * org.wingloss.data.io.FolderLock}. What the files of a training run are called stands in {@link
 * org.wingloss.data.io.RunLayout}, what a program deletes that a signal ends in {@link
 * org.wingloss.data.io.UnfinishedFiles}; names that may be too long go through {@link
 * org.wingloss.data.io.FileName}.
 */
package org.wingloss.data.io;
