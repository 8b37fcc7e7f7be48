/**
 * Recipes: everything that decides a training, in one strict YAML file (the paper's training
 * settings). Entry type: {@link org.wingloss.training.recipe.Recipe}.
 */
package org.wingloss.training.recipe;
