package org.wingloss.serve.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Finds the endpoint of a request. Paths are compared as a whole, so that none of them can lead
 * anywhere else.
 */
public final class Router extends Handler.Abstract.NonBlocking {
  private final Map<String, Map<String, Route>> routes;
  private final AccessRules access;
  private final Observer observer;
  private final HeldBytes held;
  private ConnectionDeadlines deadlines;

  private record Route(Endpoint endpoint, boolean open) {}

  /** What a route does with a request. */
  @FunctionalInterface
  public interface Endpoint {
    /**
     * Takes a request and replies, now or later, on this thread or another. It must not wait here:
     * the thread also serves other connections.
     *
     * @throws HttpProblem to refuse it
     */
    void handle(Exchange exchange);
  }

  /** Is told of every request when it is over. */
  @FunctionalInterface
  public interface Observer {
    /**
     * A request is over.
     *
     * @param path a route, or {@code other}
     * @param status of the reply
     * @param nanoseconds from its headers to the end of the reply
     */
    void done(String path, int status, long nanoseconds);
  }

  private Router(Builder builder, AccessRules access, HttpLimits limits, Observer observer) {
    this.routes = Collections.unmodifiableMap(builder.routes);
    this.access = access;
    this.observer = observer;
    this.held = new HeldBytes(limits.heldBytes());
  }

  /** Collects routes. */
  public static final class Builder {
    private final Map<String, Map<String, Route>> routes = new LinkedHashMap<>();

    /** A route that needs the token where there is one. */
    public Builder route(String method, String path, Endpoint endpoint) {
      return add(method, path, new Route(endpoint, false));
    }

    /** A route for everybody: it tells nothing but what is in the program. */
    public Builder open(String method, String path, Endpoint endpoint) {
      return add(method, path, new Route(endpoint, true));
    }

    private Builder add(String method, String path, Route route) {
      routes.computeIfAbsent(path, p -> new TreeMap<>()).put(method, route);
      return this;
    }

    /** The router. */
    public Router build(AccessRules access, HttpLimits limits, Observer observer) {
      return new Router(this, access, limits, observer);
    }
  }

  /** The methods of every path. */
  public Map<String, Set<String>> routes() {
    Map<String, Set<String>> methods = new TreeMap<>();
    routes.forEach((path, byMethod) -> methods.put(path, new TreeSet<>(byMethod.keySet())));
    return methods;
  }

  /** The bytes of all bodies in memory. */
  public long heldBytes() {
    return held.held();
  }

  void watch(ConnectionDeadlines connections) {
    deadlines = connections;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    long begin = System.nanoTime();
    // As it was sent: what has to be resolved first is no path of ours.
    String path = request.getHttpURI().getPath();
    Map<String, Route> methods = routes.get(path);
    Request.addCompletionListener(
        request,
        failure ->
            observer.done(
                methods == null ? "other" : path, response.getStatus(), System.nanoTime() - begin));
    deadlines.begin(request);
    ProblemPages.secure(response.getHeaders());
    Exchange exchange = new Exchange(request, response, callback, deadlines, held);
    try {
      handle(request, response, methods, exchange);
    } catch (RuntimeException | Error e) {
      exchange.fail(e);
    }
    return true;
  }

  private void handle(
      Request request, Response response, Map<String, Route> methods, Exchange exchange) {
    boolean preflight = access.isPreflight(request, response);
    Route route = methods == null ? null : methods.get(method(request));
    access.check(request, response, preflight || (route != null && route.open()));
    if (methods == null) {
      throw new HttpProblem(HttpStatus.NOT_FOUND_404, "there is nothing here");
    }
    if (preflight) {
      exchange.reply(Reply.text("text/plain", ""));
      return;
    }
    if (route == null) {
      String allowed = String.join(", ", methods.keySet());
      response.getHeaders().put(HttpHeader.ALLOW, allowed);
      throw new HttpProblem(HttpStatus.METHOD_NOT_ALLOWED_405, "this takes " + allowed + " alone");
    }
    route.endpoint().handle(exchange);
  }

  private static String method(Request request) {
    return isHead(request) ? "GET" : request.getMethod();
  }

  /** Whether the reply to a {@code GET} is wanted without its body. */
  static boolean isHead(Request request) {
    return request.getMethod().equals("HEAD");
  }
}
