package org.wingloss.serve.http;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts connections and hands requests to a {@link Router}. Its few threads never wait for a
 * sender or a reader, so that slow ones keep connections but no threads.
 */
public final class HttpListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);
  private static final int THREADS = 8;
  private static final int HEADER_BYTES = 8 << 10;

  private final Server server;
  private final ServerConnector connector;
  private final ConnectionDeadlines deadlines;

  /**
   * Opens a port.
   *
   * @param ending how long requests under way may take when the listener is closed; those that take
   *     longer are cut off
   * @throws BindException if the address is in use or not of this machine
   */
  public HttpListener(InetSocketAddress address, Router router, HttpLimits limits, Duration ending)
      throws BindException {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, THREADS);
    threads.setName("wingloss-http");
    server = new Server(threads);
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
    connector.setHost(address.getAddress().getHostAddress());
    connector.setPort(address.getPort());
    connector.setIdleTimeout(limits.reply().toMillis());
    // Jetty's second would cut off replies under way; who has none is closed by the deadlines.
    connector.setShutdownIdleTimeout(limits.reply().toMillis());
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(limits.connections(), connector));
    deadlines = new ConnectionDeadlines(limits, server.getScheduler());
    connector.addBean(deadlines);
    router.watch(deadlines);
    server.setErrorHandler(new ProblemPages());
    server.setHandler(new GracefulHandler(router));
    server.setStopTimeout(ending.toMillis());
    start();
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setSendDateHeader(true);
    configuration.setRequestHeaderSize(HEADER_BYTES);
    return configuration;
  }

  private void start() throws BindException {
    try {
      server.start();
    } catch (Error e) {
      close();
      throw e;
    } catch (Exception e) {
      close();
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof BindException bind) {
          throw bind;
        }
      }
      if (e instanceof IOException && e.getMessage() != null) {
        BindException bind = new BindException(e.getMessage());
        bind.initCause(e);
        throw bind;
      }
      throw new IllegalStateException("the HTTP server cannot be started", e);
    }
  }

  /** The port that was opened. */
  public int port() {
    return connector.getLocalPort();
  }

  /** How many connections are open. */
  public int connections() {
    return connector.getConnectedEndPoints().size();
  }

  /** Takes no more requests, waits for those under way as long as they may take, and closes. */
  @Override
  public void close() {
    deadlines.end();
    try {
      server.stop();
    } catch (TimeoutException e) {
      // Jetty tells it when everything is stopped.
      LOG.warn("requests that took longer than {} s were cut off", server.getStopTimeout() / 1000);
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP server cannot be stopped", e);
    }
  }
}
