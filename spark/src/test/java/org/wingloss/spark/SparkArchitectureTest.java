package org.wingloss.spark;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the classes of this module may see; their texts are checked with those of all others. */
class SparkArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.wingloss.spark");

  @Test
  void scan_ofThisModule_findsItsSources() throws IOException {
    long sources;
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      sources =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.endsWith("package-info.java"))
              .count();
    }
    assertTrue(sources >= 27, "sources: " + sources);
    assertEquals(
        sources,
        CLASSES.stream()
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
            .count());
  }

  @Test
  void packages_ofThisModule_formNoCycle() {
    SlicesRuleDefinition.slices()
        .matching("org.wingloss.spark.(**)")
        .should()
        .beFreeOfCycles()
        .check(CLASSES);
  }

  @Test
  void publicTypes_areTheMainAndWhatOtherPackagesName() {
    Set<JavaClass> named =
        CLASSES.stream()
            .flatMap(
                type ->
                    type.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass())
                        .filter(target -> !target.getPackageName().equals(type.getPackageName())))
            .collect(Collectors.toSet());
    assertEquals(
        List.of(),
        CLASSES.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(type -> !type.isEquivalentTo(SparkMain.class) && !named.contains(type))
            .map(JavaClass::getName)
            .toList());
  }

  /** An engine that trains, a server and a logger of our own are on no cluster's class path. */
  @Test
  void libraries_thatTheJarHasNot_areNotUsed() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "ai.djl..",
            "org.nd4j..",
            "org.bytedeco..",
            "ch.qos.logback..",
            "org.wingloss.serve..",
            "org.eclipse.jetty..",
            "..shaded..",
            "..repackaged..",
            "sun..",
            "com.sun..")
        .check(CLASSES);
  }

  @Test
  void standardOutput_isPrintedThroughTheOneThatAsks() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(SparkMain.class.getName())
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(FileDescriptor.class, "out")
        .check(CLASSES);
  }

  @Test
  void filesMovesAndHashes_areTheirsWhoHaveThem() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.security.MessageDigest")
        .orShould()
        .callMethodWhere(
            describe(
                "files are moved or texts read",
                call ->
                    call.getTargetOwner().isEquivalentTo(Files.class)
                        && Set.of(
                                "move", "readString", "readAllLines", "newBufferedReader", "lines")
                            .contains(call.getName())))
        .check(CLASSES);
  }
}
