package org.wingloss.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/**
 * What Maven Central asks of every component, the signature aside, and what else each jar holds.
 */
class CentralRulesTest {
  private static final int FEWEST_JARS = 6;

  static List<String> modules() {
    return Artefacts.modules();
  }

  static List<String> jarModules() {
    return Artefacts.jarModules();
  }

  @Test
  void modules_ofTheReactor_areFound() {
    assertTrue(jarModules().size() >= FEWEST_JARS, jarModules().toString());
    assertTrue(modules().containsAll(List.of("bom", "distribution")), modules().toString());
  }

  /** The modules inherit all of this; the versions to import have no parent. */
  static List<Path> completePoms() {
    return List.of(Artefacts.ROOT.resolve("pom.xml"), Artefacts.ROOT.resolve("bom/pom.xml"));
  }

  @ParameterizedTest
  @MethodSource("completePoms")
  void pom_withoutAParent_hasAllThatARepositoryAsksFor(Path file) {
    Element pom = Artefacts.read(file);
    for (String required : List.of("groupId", "artifactId", "name", "description")) {
      assertTrue(Artefacts.text(pom, required).isPresent(), required);
    }
    assertEquals(Artefacts.VERSION, Artefacts.text(pom, "version").orElseThrow());
    assertFalse(Artefacts.VERSION.contains("SNAPSHOT"), Artefacts.VERSION);
    assertTrue(Artefacts.text(pom, "url").orElseThrow().startsWith("https://"));
    Element licence = Artefacts.children(pom, "licenses").get(0);
    assertEquals("Apache-2.0", Artefacts.text(licence, "name").orElseThrow());
    assertTrue(Artefacts.text(licence, "url").orElseThrow().startsWith("https://"));
    Element developer = Artefacts.children(pom, "developers").get(0);
    for (String required : List.of("name", "organization", "organizationUrl")) {
      assertTrue(Artefacts.text(developer, required).isPresent(), required);
    }
    Element scm = Artefacts.child(pom, "scm").orElseThrow();
    assertTrue(Artefacts.text(scm, "connection").orElseThrow().startsWith("scm:git:https://"));
    assertTrue(Artefacts.text(scm, "url").orElseThrow().startsWith("https://"));
  }

  @ParameterizedTest
  @MethodSource("modules")
  void pom_ofAModule_hasANameAndADescriptionAndNoRepository(String module) {
    Element pom = Artefacts.pom(module);
    assertTrue(Artefacts.text(pom, "name").orElseThrow().startsWith("Wing Loss: "), module);
    assertTrue(Artefacts.text(pom, "description").orElseThrow().endsWith("."), module);
    Artefacts.child(pom, "parent")
        .ifPresent(
            parent ->
                assertEquals(
                    Artefacts.VERSION, Artefacts.text(parent, "version").orElseThrow(), module));
    for (String refused : List.of("repositories", "pluginRepositories", "distributionManagement")) {
      assertTrue(Artefacts.child(pom, refused).isEmpty(), module + " has its own " + refused);
    }
    for (Element dependency : Artefacts.children(pom, "dependencies")) {
      assertTrue(
          Artefacts.text(dependency, "version").isEmpty(),
          module + ": the parent alone names versions, not " + dependency.getTextContent());
      assertFalse(Artefacts.text(dependency, "scope").orElse("").equals("system"), module);
    }
  }

  @Test
  void versions_toImport_areOfEveryJarAndTheParentsOwn() {
    Map<String, String> imported = versions(Artefacts.pom("bom"));
    Map<String, String> own = versions(Artefacts.parent());
    for (String module : jarModules()) {
      String name = Artefacts.text(Artefacts.pom(module), "artifactId").orElseThrow();
      assertEquals("${project.version}", imported.get(name), "bom/pom.xml: " + name);
    }
    imported.forEach(
        (name, version) -> assertEquals(own.get(name), version, "bom/pom.xml: " + name));
  }

  /** By artefact, properties replaced. */
  private static Map<String, String> versions(Element pom) {
    Map<String, String> properties = new HashMap<>();
    Artefacts.children(pom, "properties")
        .forEach(one -> properties.put("${" + one.getTagName() + "}", one.getTextContent()));
    Element managed = Artefacts.child(pom, "dependencyManagement").orElseThrow();
    Map<String, String> versions = new HashMap<>();
    for (Element dependency : Artefacts.children(managed, "dependencies")) {
      String version = Artefacts.text(dependency, "version").orElseThrow();
      for (Map.Entry<String, String> property : properties.entrySet()) {
        version = version.replace(property.getKey(), property.getValue());
      }
      versions.put(Artefacts.text(dependency, "artifactId").orElseThrow(), version);
    }
    return versions;
  }

  @ParameterizedTest
  @MethodSource("jarModules")
  void jar_ofAModule_carriesLicenceNoticeAndItsModuleName(String module) throws IOException {
    try (JarFile jar = new JarFile(Artefacts.jar(module).toFile())) {
      assertHolds(jar, "META-INF/LICENSE", Artefacts.ROOT.resolve("LICENSE"));
      assertHolds(jar, "META-INF/NOTICE", Artefacts.ROOT.resolve("NOTICE"));
      var manifest = jar.getManifest().getMainAttributes();
      assertEquals(Artefacts.VERSION, manifest.getValue("Implementation-Version"));
      String name = manifest.getValue("Automatic-Module-Name");
      TreeSet<String> packages = new TreeSet<>();
      jar.stream()
          .map(ZipEntry::getName)
          .filter(entry -> entry.endsWith(".class"))
          .forEach(entry -> packages.add(entry.substring(0, entry.lastIndexOf('/'))));
      assertFalse(packages.isEmpty());
      // The shortest package is the module's name: no two modules share one.
      assertEquals(packages.first().replace('/', '.'), name);
      assertTrue(packages.stream().allMatch(p -> p.startsWith(packages.first())), "" + packages);
    }
  }

  @ParameterizedTest
  @MethodSource("jarModules")
  void sourcesAndJavadoc_ofAModule_areJarsOfTheirOwn(String module) throws IOException {
    try (JarFile jar = new JarFile(Artefacts.jar(module).toFile());
        JarFile sources = new JarFile(Artefacts.jar(module, "sources").toFile());
        JarFile javadoc = new JarFile(Artefacts.jar(module, "javadoc").toFile())) {
      assertHolds(sources, "META-INF/LICENSE", Artefacts.ROOT.resolve("LICENSE"));
      List<String> missing =
          jar.stream()
              .map(ZipEntry::getName)
              .filter(name -> name.endsWith(".class") && !name.contains("$"))
              .map(name -> name.replace(".class", ".java"))
              .filter(name -> sources.getEntry(name) == null)
              .filter(name -> !oneOfSeveral(sources, name))
              .toList();
      assertEquals(List.of(), missing);
      assertNotNull(javadoc.getEntry("index.html"), module);
      long pages = javadoc.stream().filter(e -> e.getName().startsWith("org/wingloss/")).count();
      assertTrue(pages > 5, module + ": " + pages + " pages");
    }
  }

  /** A second type of one source file. */
  private static boolean oneOfSeveral(JarFile sources, String name) {
    String folder = name.substring(0, name.lastIndexOf('/') + 1);
    String type = name.substring(folder.length()).replace(".java", "");
    return sources.stream()
        .filter(entry -> entry.getName().startsWith(folder) && entry.getName().endsWith(".java"))
        .anyMatch(entry -> read(sources, entry).contains("class " + type + " "));
  }

  private static String read(JarFile jar, ZipEntry entry) {
    try {
      return new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("jarModules")
  void billOfMaterials_ofAModule_namesItselfAndNoTime(String module) throws IOException {
    Path file = Artefacts.sbom(module);
    String text = Files.readString(file);
    String name = Artefacts.text(Artefacts.pom(module), "artifactId").orElseThrow();
    assertTrue(text.contains("\"bomFormat\" : \"CycloneDX\""), module);
    assertTrue(text.contains("pkg:maven/org.wingloss/" + name + "@" + Artefacts.VERSION), module);
    assertFalse(text.contains("serialNumber"), module + ": two builds would differ");
    if (!module.equals("loss-core")) {
      assertTrue(text.contains("pkg:maven/com.fasterxml.jackson.core/jackson-databind@"), module);
    }
    assertFalse(text.contains("junit"), module + ": what tests need is no part of it");
  }

  private static void assertHolds(JarFile jar, String name, Path file) throws IOException {
    ZipEntry entry = jar.getEntry(name);
    assertNotNull(entry, jar.getName() + ": " + name);
    assertEquals(Files.readString(file), read(jar, entry), name);
  }
}
