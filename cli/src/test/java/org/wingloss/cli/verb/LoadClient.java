package org.wingloss.cli.verb;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/**
 * So many callers, each of which sends its next request when it has the reply to the last.
 *
 * @param address of the request
 * @param bodies sent in turns
 */
record LoadClient(URI address, List<byte[]> bodies) {
  /**
   * What came of it.
   *
   * @param seconds measured
   * @param replies how many of each status; 0 for those that failed otherwise
   * @param p50 milliseconds of replies with status 200
   * @param p99 milliseconds of replies with status 200
   */
  record Result(double seconds, Map<Integer, Integer> replies, double p50, double p99) {
    double perSecond() {
      return replies.getOrDefault(200, 0) / seconds;
    }
  }

  /** Sends requests until the time is over. */
  Result run(int callers, Duration time) throws InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    Map<Integer, Integer> replies = new ConcurrentSkipListMap<>();
    Map<Long, Long> latencies = new ConcurrentHashMap<>();
    AtomicInteger next = new AtomicInteger();
    long begin = System.nanoTime();
    long end = begin + time.toNanos();
    for (int i = 0; i < callers; i++) {
      threads.execute(
          () -> {
            while (System.nanoTime() < end) {
              int turn = next.getAndIncrement();
              long sent = System.nanoTime();
              int status = status(client, bodies.get(turn % bodies.size()));
              replies.merge(status, 1, Integer::sum);
              if (status == 200) {
                latencies.put((long) turn, System.nanoTime() - sent);
              } else {
                pause();
              }
            }
          });
    }
    threads.shutdown();
    if (!threads.awaitTermination(time.toSeconds() + 120, TimeUnit.SECONDS)) {
      throw new IllegalStateException("requests without reply");
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    long[] sorted = latencies.values().stream().mapToLong(Long::longValue).sorted().toArray();
    return new Result(seconds, replies, share(sorted, 0.5), share(sorted, 0.99));
  }

  private static double share(long[] sorted, double share) {
    return LongStream.of(sorted).skip((long) (share * sorted.length)).findFirst().orElse(0) / 1e6;
  }

  private int status(HttpClient client, byte[] body) {
    try {
      return client
          .send(
              HttpRequest.newBuilder(address)
                  .timeout(Duration.ofSeconds(60))
                  .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (java.io.IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  /** Shorter than {@code Retry-After} asks for, so that the server stays beyond its limit. */
  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
