package org.wingloss.serve.http;

import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Listens on a free port of this machine, and logs nothing. */
public final class LocalListener {
  private LocalListener() {}

  public static HttpListener open(Router.Builder routes, HttpLimits limits) throws BindException {
    return new HttpListener(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        routes.build(
            new AccessRules(AccessRules.LOOPBACK, Set.of(), Optional.empty()),
            limits,
            (path, status, nanoseconds) -> {}),
        limits,
        Duration.ofMillis(100));
  }
}
