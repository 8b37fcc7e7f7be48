package org.wingloss.cli.verb;

import java.net.BindException;
import java.util.concurrent.Callable;
import org.wingloss.cli.option.ModelOption;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.terminal.EndOfService;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.serve.LandmarkServer;
import org.wingloss.serve.ServeSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code wingloss serve}: landmarks over HTTP, and a page that shows them. */
@Command(
    name = "serve",
    header = "landmarks over HTTP, and a page to drop pictures on",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Serves landmarks over HTTP, and a page to drop pictures on. Only"
          + " this machine can reach it, unless --bind and --token say otherwise. Nothing of a picture"
          + " is stored or logged.",
      "Prints the address and runs until Ctrl-C; requests under way may then end."
    },
    footer = {
      "",
      "Examples:",
      "  wingloss serve",
      "  wingloss serve --model RUN --port 9000",
      "  wingloss serve --runs runs",
      "  wingloss serve --bind 0.0.0.0 --host faces.example.org --token SECRET",
      "A program asks it so:",
      "  curl --data-binary @photo.jpg 'http://localhost:8080/v1/landmarks?tta=true'",
      "Exit codes: 0 ended by a signal, 2 usage or the port is in use, 4 a model that cannot be used."
    })
final class ServeVerb implements Callable<Integer> {
  @Mixin private ServeOptions options;

  @Mixin private ModelOption model;

  @Mixin private OutputOptions output;

  /** What is printed with {@code --json}. */
  private record Started(String address, int port) {}

  @Override
  public Integer call() {
    ServeSettings settings = options.settings(model.path());
    try (LandmarkServer server = LandmarkServer.start(settings);
        EndOfService end = new EndOfService()) {
      String address = address(settings, server.port());
      output.printValue(new Started(address, server.port()), () -> address);
      output.out().flush();
      output.say("Open it in a browser. Ctrl-C ends the server.");
      end.await();
      return ExitCode.OK;
    } catch (BindException e) {
      throw new UsageException(
          "cannot listen on %s port %d: %s; choose another with --port"
              .formatted(
                  settings.address().getAddress().getHostAddress(),
                  settings.address().getPort(),
                  e.getMessage()));
    }
  }

  /** With the token behind #, where a browser keeps it to itself. */
  private static String address(ServeSettings settings, int port) {
    String host =
        settings.address().getAddress().isAnyLocalAddress()
            ? "localhost"
            : settings.address().getAddress().getHostAddress();
    return "http://%s:%d/".formatted(host.contains(":") ? "[" + host + "]" : host, port)
        + settings.access().token().map(token -> "#token=" + token).orElse("");
  }
}
