package org.wingloss.serve;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.function.Supplier;
import org.wingloss.serve.http.Reply;

/** What {@code GET /metrics} tells, in Prometheus's text. */
final class ServerMetrics implements AutoCloseable {
  private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final DistributionSummary batches =
      DistributionSummary.builder("wingloss.batch.requests")
          .description("Requests that shared one batch of the network")
          .register(registry);

  ServerMetrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  /** A request is over. */
  void request(String path, int status, long nanoseconds) {
    Timer.builder("wingloss.requests")
        .description("From the headers of a request to the end of the reply")
        .tag("path", path)
        .tag("status", String.valueOf(status))
        .serviceLevelObjectives(
            Duration.ofMillis(10),
            Duration.ofMillis(30),
            Duration.ofMillis(100),
            Duration.ofMillis(300),
            Duration.ofSeconds(1),
            Duration.ofSeconds(3))
        .register(registry)
        .record(Duration.ofNanos(nanoseconds));
  }

  /** A batch goes through the network. */
  void batch(int requests) {
    batches.record(requests);
  }

  /** A number that is asked for whenever the metrics are. */
  void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).register(registry);
  }

  Reply reply() {
    return Reply.text(TYPE, registry.scrape());
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
