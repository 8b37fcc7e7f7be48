package org.wingloss.serve;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.wingloss.serve.http.AccessRules;
import org.wingloss.serve.http.HttpLimits;

/**
 * How a server is started.
 *
 * @param address where it listens; port 0 takes a free one
 * @param access who may ask
 * @param model the model; the built-in one if there is none
 * @param runs the folder whose training runs are shown, if any
 * @param atWork requests that are worked on at once
 * @param waiting requests that wait for them; further ones are refused with 503
 * @param window longest time that a request waits for others to share a batch of the network
 * @param limits what senders may take
 */
public record ServeSettings(
    InetSocketAddress address,
    AccessRules access,
    Optional<Path> model,
    Optional<Path> runs,
    int atWork,
    int waiting,
    Duration window,
    HttpLimits limits) {
  /** As many as keep the cores busy while some wait for the network. */
  private static final int AT_WORK_PER_CORE = 2;

  private static final int WAITING_PER_CORE = 16;
  private static final Duration WINDOW = Duration.ofMillis(3);

  /**
   * Checks who may ask: from other machines only those who know a token.
   *
   * @throws IllegalArgumentException if the address can be reached from other machines and there is
   *     no token
   */
  public ServeSettings {
    if (!address.getAddress().isLoopbackAddress() && access.token().isEmpty()) {
      throw new IllegalArgumentException(
          "%s can be reached from other machines, so a token is needed"
              .formatted(address.getAddress().getHostAddress()));
    }
    if (atWork < 1 || waiting < 1) {
      throw new IllegalArgumentException(
          "at least one request must be at work and one may wait, but the settings are %d and %d"
              .formatted(atWork, waiting));
    }
  }

  /** A server for this machine alone, with the built-in model. */
  public static ServeSettings local(int port) {
    int cores = Runtime.getRuntime().availableProcessors();
    return new ServeSettings(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        new AccessRules(AccessRules.LOOPBACK, java.util.Set.of(), Optional.empty()),
        Optional.empty(),
        Optional.empty(),
        AT_WORK_PER_CORE * cores,
        WAITING_PER_CORE * cores,
        WINDOW,
        HttpLimits.DEFAULT);
  }
}
