package org.wingloss.training.device;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.concurrent.atomic.AtomicInteger;
import org.wingloss.model.engine.PyTorchEngine;

/** Starts the engine in a process of its own and prints how many connections it asked for. */
final class CountedConnections {
  private static final AtomicInteger ASKED = new AtomicInteger();

  private CountedConnections() {}

  /** Told {@code bare}, starts it as somebody would who does not know of this project. */
  public static void main(String[] args) {
    URL.setURLStreamHandlerFactory(protocol -> protocol.startsWith("http") ? new Refused() : null);
    String name =
        args[0].equals("bare")
            ? Engine.getInstance().getEngineName()
            : PyTorchEngine.get().getEngineName();
    System.out.println(name + ": " + ASKED + " connections");
  }

  private static final class Refused extends URLStreamHandler {
    @Override
    protected URLConnection openConnection(URL url, Proxy proxy) throws IOException {
      return openConnection(url);
    }

    @Override
    protected URLConnection openConnection(URL url) throws IOException {
      ASKED.incrementAndGet();
      throw new IOException("no network in this test");
    }
  }
}
