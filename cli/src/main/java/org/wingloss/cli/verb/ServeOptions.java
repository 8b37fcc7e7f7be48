package org.wingloss.cli.verb;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.wingloss.cli.option.Arguments;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.serve.ServeSettings;
import org.wingloss.serve.http.AccessRules;
import picocli.CommandLine.Option;

/** Where a server listens, to whom, and how much it takes on. */
final class ServeOptions {
  private static final int MOST_PORT = 65_535;
  private static final int MOST_WAITING = 10_000;

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
          "A further name by which the server is called, without port; may be repeated. Requests to"
              + " other names are refused.")
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

  /** The settings for a model; the built-in one if there is none. */
  public ServeSettings settings(Optional<Path> model) {
    ServeSettings local = ServeSettings.local(Arguments.within(0, MOST_PORT, "--port", port));
    InetAddress address = address();
    Set<String> names = new HashSet<>(AccessRules.LOOPBACK);
    names.add(address.getHostAddress());
    hosts.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    if (token != null && token.isBlank()) {
      throw new UsageException("--token must not be empty");
    }
    return Arguments.usable(
        "--bind",
        () ->
            new ServeSettings(
                new InetSocketAddress(address, port),
                new AccessRules(names, Set.copyOf(origins), Optional.ofNullable(token)),
                model,
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

  private InetAddress address() {
    try {
      return InetAddress.getAllByName(bind)[0];
    } catch (UnknownHostException e) {
      throw new UsageException("--bind: no address is called '" + bind + "'");
    }
  }
}
