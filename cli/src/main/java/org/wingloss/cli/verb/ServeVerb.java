package org.wingloss.cli.verb;

import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.wingloss.cli.option.Arguments;
import org.wingloss.cli.option.ModelOption;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.terminal.EndOfService;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.serve.LandmarkServer;
import org.wingloss.serve.ServeSettings;
import org.wingloss.serve.http.AccessRules;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
      "Behind a proxy with TLS, which must pass the header Host on:",
      "  wingloss serve --bind 0.0.0.0 --host faces.example.org --token SECRET",
      "A program asks it so:",
      "  curl --data-binary @photo.jpg 'http://localhost:8080/v1/landmarks?tta=true'",
      "Exit codes: 0 ended by a signal, 2 usage or the port is in use, 4 a model that cannot be used."
    })
final class ServeVerb implements Callable<Integer> {
  private static final int MOST_PORT = 65_535;
  private static final int MOST_WAITING = 10_000;

  private static final String NAME = "(?:[a-z0-9._-]+|\\[[0-9a-f:.]+\\])";
  private static final Pattern HOST =
      Pattern.compile(
          NAME + "|[0-9a-f]*:[0-9a-f]*:[0-9a-f:.]*", // Two colons: after one stands a port.
          Pattern.CASE_INSENSITIVE);

  /** As browsers write it: they leave out the usual port. */
  private static final Pattern ORIGIN =
      Pattern.compile(
          "(?!http:.*:80$|https:.*:443$)[a-z][a-z0-9+.-]*://" + NAME + "(?::[0-9]{1,5})?");

  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The port; 0 takes a free one (default: ${DEFAULT-VALUE}).")
  private int port = 8080;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      description =
          "The address to listen on (default: ${DEFAULT-VALUE}, this machine alone). Any other needs"
              + " --token.")
  private String bind = "127.0.0.1";

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description =
          "What requests must say in 'Authorization: Bearer TOKEN'. Traffic is not encrypted: across a"
              + " network put a proxy with TLS before it.")
  private String token;

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description =
          "A further name by which the server, or a proxy before it, is called, without port; may be"
              + " repeated. Requests to other names are refused.")
  private List<String> hosts = List.of();

  @Option(
      names = "--cors",
      paramLabel = "ORIGIN",
      description =
          "A site whose pages may use the server, as https://example.org; may be repeated. Usually"
              + " none may.")
  private List<String> origins = List.of();

  @Option(
      names = "--at-work",
      paramLabel = "N",
      description = "Requests that are worked on at once (default: two per core).")
  private Integer atWork;

  @Option(
      names = "--waiting",
      paramLabel = "N",
      description =
          "Requests that may wait for them (default: 16 per core); more are refused with 503.")
  private Integer waiting;

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      description =
          "A folder of training runs, shown live at /runs: curves, recipes, two runs side by side.")
  private Path runs;

  @Mixin private ModelOption model;

  @Mixin private OutputOptions output;

  /** What is printed with {@code --json}. */
  private record Started(String address, int port) {}

  @Override
  public Integer call() {
    ServeSettings settings = settings();
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
        + settings
            .access()
            .token()
            .map(token -> "#token=" + URLEncoder.encode(token, StandardCharsets.UTF_8))
            .orElse("");
  }

  private ServeSettings settings() {
    ServeSettings local = ServeSettings.local(Arguments.within(0, MOST_PORT, "--port", port));
    InetAddress address = address();
    Set<String> names = new HashSet<>(AccessRules.LOOPBACK);
    names.add(address.getHostAddress());
    for (String name : hosts) {
      requireForm(HOST, name, "--host", "a name or an address without scheme, port and path");
      names.add(name.toLowerCase(Locale.ROOT));
    }
    for (String origin : origins) {
      requireForm(
          ORIGIN,
          origin,
          "--cors",
          "scheme://name or scheme://name:port in lower case, without the scheme's usual port and"
              + " without a path");
    }
    if (token != null && !TOKEN.matcher(token).matches()) {
      // Without what was found: it is a secret.
      throw new UsageException(
          "--token must be one or more printable ASCII characters without spaces");
    }
    return Arguments.usable(
        "--bind",
        () ->
            new ServeSettings(
                new InetSocketAddress(address, port),
                new AccessRules(names, Set.copyOf(origins), Optional.ofNullable(token)),
                model.path(),
                Optional.ofNullable(runs),
                atWork == null
                    ? local.atWork()
                    : Arguments.within(1, Arguments.MOST_THREADS, "--at-work", atWork),
                waiting == null
                    ? local.waiting()
                    : Arguments.within(1, MOST_WAITING, "--waiting", waiting),
                local.window(),
                local.limits()));
  }

  /**
   * Refuses what is compared with headers of requests as a whole and would never be met, or by more
   * than one site: {@code null} and {@code file://} do not tell whose page it is.
   */
  private static void requireForm(Pattern form, String value, String option, String expected) {
    if (!form.matcher(value).matches()) {
      throw new UsageException("%s must be %s but was '%s'".formatted(option, expected, value));
    }
  }

  private InetAddress address() {
    try {
      return InetAddress.getAllByName(bind)[0];
    } catch (UnknownHostException e) {
      throw new UsageException("--bind: no address is called '" + bind + "'");
    }
  }
}
