package org.wingloss.cli;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The Java sources of all modules, as the compiler parses them. */
final class SourceFiles {
  /** The checkout; tests run in the module's folder. */
  static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  /** Every module of the reactor. */
  static final List<String> MODULES =
      List.of("loss-core", "data", "model", "training", "evaluation", "serve", "cli");

  /**
   * Modules that a profile adds: their texts are checked here, their classes by their own tests.
   */
  static final List<String> OF_PROFILES = List.of("spark", "benchmarks");

  private SourceFiles() {}

  /** Every module, those of profiles last. */
  static List<String> allModules() {
    return Stream.concat(MODULES.stream(), OF_PROFILES.stream()).toList();
  }

  /** Every source file of a kind ({@code main} or {@code test}) of every module, sorted. */
  static List<Path> of(String kind) {
    return of(kind, MODULES);
  }

  /** As {@link #of(String)}, with the modules of profiles. */
  static List<Path> all(String kind) {
    return of(kind, allModules());
  }

  private static List<Path> of(String kind, List<String> modules) {
    List<Path> files = new ArrayList<>();
    for (String module : modules) {
      Path sources = ROOT.resolve(module).resolve("src").resolve(kind).resolve("java");
      try (Stream<Path> walk = Files.walk(sources)) {
        walk.filter(file -> file.toString().endsWith(".java")).sorted().forEach(files::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files;
  }

  /** Every name that a main source imports; constants leave no other trace in class files. */
  static Set<String> imports() {
    Set<String> names = new TreeSet<>();
    for (Path file : all("main")) {
      try (Stream<String> lines = Files.lines(file)) {
        lines
            .filter(line -> line.startsWith("import org.wingloss."))
            .map(line -> line.replaceAll("import |;", ""))
            .forEach(names::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return names;
  }

  /** How many lines a file has. */
  static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A type of the main sources, nested ones included. */
  record Type(Path file, String name, boolean topLevel, boolean visible, boolean documented) {}

  /** Every type of some files; a nested type is visible when its owner is, too. */
  static List<Type> types(List<Path> files) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<Type> types = new ArrayList<>();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  null,
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(files));
      DocTrees docs = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        Path file = Path.of(unit.getSourceFile().toUri());
        for (Tree declaration : unit.getTypeDecls()) {
          if (declaration instanceof ClassTree type) {
            add(docs, file, TreePath.getPath(unit, type), type, true, true, types);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return types;
  }

  private static void add(
      DocTrees docs,
      Path file,
      TreePath path,
      ClassTree type,
      boolean topLevel,
      boolean ownerVisible,
      List<Type> types) {
    boolean visible = ownerVisible && type.getModifiers().getFlags().contains(Modifier.PUBLIC);
    boolean documented = docs.getDocCommentTree(path) != null;
    types.add(new Type(file, type.getSimpleName().toString(), topLevel, visible, documented));
    for (Tree member : type.getMembers()) {
      if (member instanceof ClassTree nested) {
        add(docs, file, new TreePath(path, nested), nested, false, visible, types);
      }
    }
  }
}
