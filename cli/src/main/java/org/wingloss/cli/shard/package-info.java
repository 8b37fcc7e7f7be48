/**
 * One command divided over many processes: each works on its {@link org.wingloss.cli.shard.Shard}
 * and leaves a part, and {@code wingloss merge} joins the parts to what one process would have
 * written. Nothing here knows a verb. Entry types: {@link org.wingloss.cli.shard.PartWriter} and
 * {@link org.wingloss.cli.shard.Parts}.
 */
package org.wingloss.cli.shard;
