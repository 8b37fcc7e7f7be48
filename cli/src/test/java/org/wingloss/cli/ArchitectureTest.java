package org.wingloss.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The arrows between the modules, and which module may see which engine. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.wingloss");

  /** Fewest classes a scan must find; an empty scan proves nothing. */
  private static final Map<String, Integer> FEWEST =
      Map.of("loss", 6, "data", 20, "model", 10, "training", 10, "evaluation", 10, "cli", 5);

  @Test
  void scan_everyModule_findsItsClasses() {
    FEWEST.forEach(
        (module, fewest) -> {
          long found =
              CLASSES.stream()
                  .filter(c -> c.getPackageName().startsWith("org.wingloss." + module))
                  .count();
          assertTrue(found >= fewest, module + " should have " + fewest + " classes, has " + found);
        });
  }

  @Test
  void modules_dependOnlyAlongTheArrows() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("org.wingloss..")
        .layer("loss")
        .definedBy("org.wingloss.loss..")
        .layer("data")
        .definedBy("org.wingloss.data..")
        .layer("model")
        .definedBy("org.wingloss.model..")
        .layer("training")
        .definedBy("org.wingloss.training..")
        .layer("evaluation")
        .definedBy("org.wingloss.evaluation..")
        .layer("cli")
        .definedBy("org.wingloss.cli..")
        .whereLayer("loss")
        .mayNotAccessAnyLayer()
        .whereLayer("data")
        .mayNotAccessAnyLayer()
        .whereLayer("model")
        .mayOnlyAccessLayers("data")
        .whereLayer("training")
        .mayOnlyAccessLayers("loss", "data", "model")
        .whereLayer("evaluation")
        .mayOnlyAccessLayers("data")
        .check(CLASSES);
  }

  @Test
  void packages_ofOneModule_formNoCycle() {
    SlicesRuleDefinition.slices()
        .matching("org.wingloss.(**)")
        .should()
        .beFreeOfCycles()
        .check(CLASSES);
  }

  @Test
  void evaluation_seesNoEngine() {
    noClasses()
        .that()
        .resideInAPackage("org.wingloss.evaluation..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("ai.djl..", "org.nd4j..", "ai.onnxruntime..", "org.deeplearning4j..")
        .check(CLASSES);
  }

  @Test
  void losses_seeNoEngineOutsideTheirBindings() {
    noClasses()
        .that(
            resideInAPackage("org.wingloss.loss..")
                .and(
                    not(resideInAnyPackage("org.wingloss.loss.djl..", "org.wingloss.loss.nd4j.."))))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("ai.djl..", "org.nd4j..", "com..")
        .check(CLASSES);
  }

  @Test
  void logback_isUsedOnlyByTheCommandLine() {
    noClasses()
        .that(not(resideInAPackage("org.wingloss.cli..")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ch.qos.logback..")
        .check(CLASSES);
  }
}
