package org.wingloss.serve.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.wingloss.serve.http.Reply;
import org.wingloss.serve.http.Router;

/** The files of the pages. There is a list of them, so that no request can name another one. */
public final class PageFiles {
  static final List<String> FILES =
      List.of(
          "index.html",
          "page.css",
          "page.js",
          "api.js",
          "faces.js",
          "geometry.js",
          "intake.js",
          "overlay.js",
          "picture.js",
          "save.js",
          "icon.svg",
          "sample.jpg",
          "openapi.yaml");

  /** The files of the page of runs. */
  private static final List<String> RUNS = List.of("runs.html", "runs.css", "runs.js", "charts.js");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml",
          "jpg", "image/jpeg",
          "yaml", "application/yaml");

  private PageFiles() {}

  /** Adds the routes of the page of faces. */
  public static void addTo(Router.Builder routes) {
    FILES.forEach(file -> add(file, file.equals("index.html") ? "/" : "/" + file, routes));
  }

  /** Adds the routes of the page of runs. */
  public static void addRunsTo(Router.Builder routes) {
    RUNS.forEach(file -> add(file, file.equals("runs.html") ? "/runs" : "/" + file, routes));
  }

  private static void add(String file, String path, Router.Builder routes) {
    Reply reply = Reply.of(type(file), read(file));
    routes.open("GET", path, exchange -> exchange.reply(reply));
  }

  private static String type(String file) {
    return TYPES.get(file.substring(file.lastIndexOf('.') + 1));
  }

  static byte[] read(String file) {
    try (InputStream in = PageFiles.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the program has no file " + file);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }
}
