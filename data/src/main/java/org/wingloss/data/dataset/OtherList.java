package org.wingloss.data.dataset;

import java.util.Optional;

/**
 * A file of a data folder that is of the list files' kind and of none of the protocol's splits.
 *
 * @param file its path below the data folder
 * @param split the split that it is, where its name is that of the protocol's lists with another
 *     test or validation split for theirs: {@code valid_challenge}, {@code test_pose}, {@code
 *     val2017}; not that of a file of predictions, results or boxes
 */
public record OtherList(String file, Optional<String> split) {}
