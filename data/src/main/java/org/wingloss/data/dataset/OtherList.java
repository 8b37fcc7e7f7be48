package org.wingloss.data.dataset;

import java.util.Optional;

/**
 * A file of a data folder that is of the list files' kind and of none of the protocol's splits.
 *
 * @param file its path below the data folder
 * @param split the split that it is, where its name is that of the protocol's lists with {@code
 *     test…} or {@code val…} for the split: {@code valid_challenge}
 */
public record OtherList(String file, Optional<String> split) {}
