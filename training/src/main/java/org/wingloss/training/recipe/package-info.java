/**
 * Recipes: everything that decides a training, in one strict YAML file (PAPER.md section 4). Entry
 * type: {@link org.wingloss.training.recipe.Recipe}.
 */
package org.wingloss.training.recipe;
