package org.wingloss.training.recipe;

/** tmp */
public record SecondStage(StageRecipe stage) {}
