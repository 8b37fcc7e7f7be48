/**
 * The verbs that list and show what is there: recipes, grids, models, layers, processors, losses,
 * the curves of a run. Entry type: {@link org.wingloss.cli.listing.RecipesVerb}.
 */
package org.wingloss.cli.listing;
