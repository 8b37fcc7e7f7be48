package org.wingloss.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** What the reactor has built, module by module. */
final class Artefacts {
  /** The checkout; tests run in the module's folder. */
  static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  /** The version under test. */
  static final String VERSION = System.getProperty("wingloss.version");

  private Artefacts() {}

  /** The folders of all modules, by the parent's list. */
  static List<String> modules() {
    return children(parent(), "modules").stream().map(Node::getTextContent).toList();
  }

  /** The modules that are jars. */
  static List<String> jarModules() {
    return modules().stream()
        .filter(module -> text(pom(module), "packaging").orElse("jar").equals("jar"))
        .toList();
  }

  static Element parent() {
    return read(ROOT.resolve("pom.xml"));
  }

  static Element pom(String module) {
    return read(ROOT.resolve(module).resolve("pom.xml"));
  }

  static Path jar(String module) {
    return ROOT.resolve(module).resolve("target/" + name(module) + ".jar");
  }

  /** Sources or Javadoc. */
  static Path jar(String module, String classifier) {
    return ROOT.resolve(module)
        .resolve("target/attached/" + name(module) + "-" + classifier + ".jar");
  }

  static Path sbom(String module) {
    return ROOT.resolve(module).resolve("target/bom.json");
  }

  private static String name(String module) {
    return text(pom(module), "artifactId").orElseThrow() + "-" + VERSION;
  }

  /** The text of a direct child that is not blank. */
  static Optional<String> text(Element element, String child) {
    return child(element, child)
        .map(Node::getTextContent)
        .map(String::strip)
        .filter(s -> !s.isEmpty());
  }

  static Optional<Element> child(Element element, String name) {
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element found && found.getTagName().equals(name)) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  /** The elements inside a direct child. */
  static List<Element> children(Element element, String name) {
    List<Element> found = new ArrayList<>();
    child(element, name)
        .ifPresent(
            list -> {
              for (Node node = list.getFirstChild(); node != null; node = node.getNextSibling()) {
                if (node instanceof Element one) {
                  found.add(one);
                }
              }
            });
    return found;
  }

  static Element read(Path file) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(Files.newInputStream(file))
          .getDocumentElement();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ParserConfigurationException | SAXException e) {
      throw new IllegalStateException(file.toString(), e);
    }
  }
}
