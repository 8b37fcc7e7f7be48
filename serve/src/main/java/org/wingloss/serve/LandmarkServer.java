package org.wingloss.serve;

import java.net.BindException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wingloss.serve.http.HttpListener;
import org.wingloss.serve.http.Reply;
import org.wingloss.serve.http.Router;
import org.wingloss.serve.http.WorkQueue;
import org.wingloss.serve.landmarks.LandmarkEndpoints;
import org.wingloss.serve.landmarks.LandmarkService;
import org.wingloss.serve.landmarks.ServedModel;
import org.wingloss.serve.page.PageFiles;
import org.wingloss.serve.runs.RunEndpoints;
import org.wingloss.serve.runs.RunsFolder;

/** A server of landmarks; it runs until it is closed. */
public final class LandmarkServer implements AutoCloseable {
  private final ServedModel model;
  private final WorkQueue work;
  private final Router router;
  private final HttpListener listener;
  private final Optional<RunEndpoints> runs;
  private final ServerMetrics metrics;
  private boolean closed;

  private LandmarkServer(ServeSettings settings) throws BindException {
    runs = settings.runs().map(RunsFolder::open).map(RunEndpoints::new);
    try {
      model = ServedModel.open(settings.model());
      metrics = new ServerMetrics();
      work = new WorkQueue("wingloss-landmarks", settings.atWork(), settings.waiting());
      router = router(settings);
      listener =
          new HttpListener(
              settings.address(), router, settings.limits(), settings.limits().longest());
      metrics.gauge("wingloss.requests.working", "Requests at work", work::atWork);
      metrics.gauge("wingloss.requests.waiting", "Requests that wait for a thread", work::waiting);
      metrics.gauge("wingloss.bodies.bytes", "Bytes of bodies in memory", router::heldBytes);
      metrics.gauge("wingloss.connections", "Open connections", listener::connections);
    } catch (BindException | RuntimeException | Error e) {
      free();
      throw e;
    }
  }

  /** What {@code GET /healthz} tells. */
  private record Health(String status, List<String> pages) {}

  /**
   * Opens the model and the port.
   *
   * @throws BindException if the port is in use, or the address is not of this machine
   * @throws org.wingloss.data.InvalidDataException if the model cannot be used
   */
  public static LandmarkServer start(ServeSettings settings) throws BindException {
    return new LandmarkServer(settings);
  }

  private Router router(ServeSettings settings) {
    LandmarkService service = new LandmarkService(model, settings.window(), metrics::batch);
    LandmarkEndpoints landmarks =
        new LandmarkEndpoints(service, work, settings.limits().bodyBytes());
    Reply health =
        Reply.json(new Health("ok", runs.isPresent() ? List.of("/", "/runs") : List.of("/")));
    Router.Builder routes =
        new Router.Builder()
            .route("POST", "/v1/landmarks", landmarks::landmarks)
            .route("POST", "/v1/landmarks:batch", landmarks::batch)
            .route("GET", "/v1/model", landmarks::model)
            .route("GET", "/metrics", exchange -> exchange.reply(metrics.reply()))
            .open("GET", "/healthz", exchange -> exchange.reply(health));
    PageFiles.addTo(routes);
    runs.ifPresent(
        endpoints -> {
          PageFiles.addRunsTo(routes);
          routes.route("GET", "/v1/runs", endpoints::list);
          routes.route("GET", "/v1/run", endpoints::one);
          routes.route("GET", "/v1/run/worst", endpoints::worst);
          routes.route("GET", "/v1/runs/events", endpoints::events);
        });
    return routes.build(settings.access(), settings.limits(), metrics::request);
  }

  /** The port that was opened. */
  public int port() {
    return listener.port();
  }

  /** The methods of every path. */
  Map<String, Set<String>> routes() {
    return router.routes();
  }

  /** Takes no more requests, lets those under way end, and frees the engine's memory. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      free();
    }
  }

  /** From the listener to the metrics; what was not opened is null and passed over. */
  private void free() {
    try (metrics;
        model;
        work;
        listener) {
      runs.ifPresent(RunEndpoints::endEvents); // The listener would wait for them.
    } finally {
      runs.ifPresent(RunEndpoints::close);
    }
  }
}
