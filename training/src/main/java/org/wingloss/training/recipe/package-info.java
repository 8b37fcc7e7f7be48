/**
 * Recipes: everything that decides a training, in one strict YAML file (docs/paper.md, section 4:
 * training settings). Entry type: {@link org.wingloss.training.recipe.Recipe}.
 */
package org.wingloss.training.recipe;
