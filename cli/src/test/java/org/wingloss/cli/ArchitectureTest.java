package org.wingloss.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.File;
import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.Buffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows between the modules, and which module may see which engine. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.wingloss");

  /** The only class that ND4J forces to use what it shades. */
  private static final List<String> MAY_USE_SHADED = List.of("Nd4jLandmarkLoss");

  private static final Set<String> STARTS_AN_ENGINE =
      Set.of(
          "ai.djl.engine.Engine.getEngine",
          "ai.djl.engine.Engine.getInstance",
          "ai.djl.ndarray.NDManager.newBaseManager",
          "ai.djl.Model.newInstance");

  @Test
  void scan_everyPackage_findsNineTenthsOfItsSources() {
    Map<String, Long> sources =
        SourceFiles.of("main").stream()
            .filter(file -> !file.endsWith("package-info.java"))
            .collect(Collectors.groupingBy(ArchitectureTest::packageOf, Collectors.counting()));
    Map<String, Long> classes =
        CLASSES.stream()
            .filter(JavaClass::isTopLevelClass)
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
    assertTrue(sources.size() >= 80, "packages with sources: " + sources.size());
    sources.forEach(
        (name, count) -> {
          long found = classes.getOrDefault(name, 0L);
          assertTrue(
              10 * found >= 9 * count, name + ": " + found + " classes, " + count + " files");
        });
  }

  @Test
  void shadedLibraries_areUsedOnlyWhereNd4jForcesIt() {
    noClasses()
        .that(describe("are not " + MAY_USE_SHADED, c -> !MAY_USE_SHADED.contains(outermost(c))))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..shade..", "..shaded..", "..repackaged..", "sun..", "com.sun..")
        .check(CLASSES);
  }

  @Test
  void publicTypes_areNeededOutsideTheirPackageOrNamedInAReadme() throws IOException {
    String readmes = readmes();
    Set<String> inSignatures = typesOfPublicSignatures();
    Set<String> imported = SourceFiles.imports();
    List<String> unneeded =
        CLASSES.stream()
            .filter(c -> c.isTopLevelClass() && isPublic(c) && !c.isEquivalentTo(Main.class))
            .filter(c -> !readmes.contains(c.getSimpleName()))
            .filter(c -> !inSignatures.contains(c.getName()))
            .filter(c -> c.getAllRawInterfaces().stream().noneMatch(ArchitectureTest::isOurs))
            .filter(c -> !imported.contains(c.getName()))
            .map(JavaClass::getName)
            .sorted()
            .toList();
    assertTrue(
        unneeded.isEmpty(),
        () -> "public, but used by no other package:\n  " + String.join("\n  ", unneeded));
  }

  /** Whoever calls a public method must be able to name what it takes and gives. */
  private static Set<String> typesOfPublicSignatures() {
    return CLASSES.stream()
        .filter(ArchitectureTest::isPublic)
        .flatMap(c -> c.getCodeUnits().stream())
        .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC))
        .flatMap(
            unit ->
                Stream.concat(
                    unit.getReturnType().getAllInvolvedRawTypes().stream(),
                    unit.getParameterTypes().stream()
                        .flatMap(type -> type.getAllInvolvedRawTypes().stream())))
        .map(JavaClass::getName)
        .collect(Collectors.toSet());
  }

  private static boolean isPublic(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC);
  }

  private static boolean isOurs(JavaClass type) {
    return type.getPackageName().startsWith("org.wingloss") && isPublic(type);
  }

  @Test
  void modules_dependOnlyAlongTheArrows() {
    LayeredArchitecture modules =
        layeredArchitecture().consideringOnlyDependenciesInAnyPackage("org.wingloss..");
    for (String module :
        List.of("loss", "data", "model", "training", "evaluation", "serve", "cli")) {
      modules = modules.layer(module).definedBy("org.wingloss." + module + "..");
    }
    modules
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
        .whereLayer("serve")
        .mayOnlyAccessLayers("data", "model")
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
        .that(resideInAPackage("org.wingloss.evaluation.."))
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

  /** It turns DJL's telemetry off; the losses meet an engine only where their caller has one. */
  @Test
  void engine_isStartedInOnePlace() {
    noClasses()
        .that(not(resideInAnyPackage("org.wingloss.model.engine..", "org.wingloss.loss.djl..")))
        .should()
        .callMethodWhere(
            describe(
                "an engine is started",
                call ->
                    STARTS_AN_ENGINE.contains(
                        call.getTargetOwner().getName() + "." + call.getName())))
        .check(CLASSES);
  }

  /** DJL's own copy makes the engine warn of a "silent wrong result". */
  @Test
  void values_areCopiedIntoArraysInOnePlace() {
    noClasses().should().callMethod(NDArray.class, "set", Buffer.class).check(CLASSES);
  }

  @Test
  void standardOutput_isPrintedThroughTheOneThatAsks() {
    noClasses()
        .that(not(type(Main.class)))
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(FileDescriptor.class, "out")
        .check(CLASSES);
  }

  /** There a byte order mark is passed over; the others read what this program or Linux wrote. */
  @Test
  void texts_areReadInOnePlace() {
    noClasses()
        .that(
            not(
                resideInAnyPackage("org.wingloss.data.format")
                    .or(simpleName("MatPictures"))
                    .or(simpleName("ProcessorInstructions"))))
        .should()
        .callMethodWhere(
            describe(
                "a text file is read",
                call ->
                    call.getTargetOwner().isEquivalentTo(Files.class)
                        && Set.of("readString", "readAllLines", "newBufferedReader", "lines")
                            .contains(call.getName())))
        .check(CLASSES);
  }

  @Test
  void hashesAndMovesOfFiles_areMadeInOnePlace() {
    noClasses()
        .that(not(resideInAPackage("org.wingloss.data.io..")))
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.security.MessageDigest")
        .orShould()
        .callMethodWhere(
            describe(
                "files are moved",
                call ->
                    call.getTargetOwner().isEquivalentTo(Files.class)
                        && call.getName().equals("move")))
        .check(CLASSES);
  }

  private static String packageOf(Path file) {
    String path = file.getParent().toString().replace(File.separatorChar, '.');
    return path.substring(path.indexOf("org.wingloss"));
  }

  private static String outermost(JavaClass type) {
    return type.getName().replaceFirst("\\$.*", "").replaceFirst(".*\\.", "");
  }

  private static String readmes() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String module : SourceFiles.MODULES) {
      all.append(Files.readString(SourceFiles.ROOT.resolve(module).resolve("README.md")));
    }
    return all.toString();
  }

  @Test
  void librariesOfOneModule_areUsedInNoOther() {
    requireUsedOnlyIn("serve", "org.eclipse.jetty..", "io.micrometer..");
    requireUsedOnlyIn("cli", "ch.qos.logback..");
  }

  private static void requireUsedOnlyIn(String module, String... libraries) {
    noClasses()
        .that(not(resideInAPackage("org.wingloss." + module + "..")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries)
        .check(CLASSES);
  }

  /** A kernel that is wrong says nothing; a training would go on with it for hours. */
  @Test
  void whatTrains_checksTheEngine() {
    classes()
        .that(
            describe(
                "make weights that are stepped",
                c ->
                    c.getConstructorCallsFromSelf().stream()
                        .anyMatch(
                            call -> simpleName("OptimisedWeights").test(call.getTargetOwner()))))
        .should()
        .dependOnClassesThat(simpleName("EngineCheck"))
        .check(CLASSES);
  }
}
