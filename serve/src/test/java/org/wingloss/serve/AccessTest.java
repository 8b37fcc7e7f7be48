package org.wingloss.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wingloss.serve.http.AccessRules;
import org.wingloss.serve.http.HttpLimits;

/** Who may ask. */
class AccessTest {
  private static TestServer open;
  private static TestServer guarded;

  @BeforeAll
  static void start() throws BindException {
    open = TestServer.start();
    guarded =
        TestServer.start(
            2, 8, HttpLimits.DEFAULT, Optional.of("sesame"), Set.of("https://friend.example"));
  }

  @AfterAll
  static void stop() {
    open.close();
    guarded.close();
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, 200",
    "LOCALHOST:8080, 200",
    "127.0.0.1:80, 200",
    "[::1]:8080, 200",
    "evil.example, 421",
    "localhost.evil.example, 421",
    "127.0.0.1.evil.example:8080, 421",
    "10.0.0.1, 421"
  })
  void host_ofAnyName_isTakenIfItIsTheMachines(String host, int status) throws IOException {
    String reply = RawHttp.ask(open.port(), RawHttp.head("GET /healthz", "Host: " + host) + "\r\n");
    assertEquals(status, RawHttp.status(reply), reply);
  }

  /** As --bind and --host say it, and as a browser shortens it. */
  @ParameterizedTest
  @CsvSource({
    "[2001:db8:0:0:0:0:0:5]:8080, 200",
    "[2001:db8::5], 200",
    "[2001:DB8::5]:80, 200",
    "[2001:db8::6], 421",
    "[2001:db8::7], 200",
    "[2001:db8::8], 200",
    "[2001:db8, 400",
    "[evil.example], 400",
    "localhost, 421"
  })
  void host_ofAnIpv6Address_isTakenHoweverItIsWritten(String host, int status) throws IOException {
    Set<String> names = Set.of("2001:db8:0:0:0:0:0:5", "[2001:db8:0::7]", "2001:db8::8");
    AccessRules rules = new AccessRules(names, Set.of(), Optional.empty());
    try (TestServer server = TestServer.start(rules)) {
      String reply =
          RawHttp.ask(server.port(), RawHttp.head("GET /healthz", "Host: " + host) + "\r\n");
      assertEquals(status, RawHttp.status(reply), reply);
    }
  }

  @Test
  void hosts_thatAreOneAddress_areKeptOnce() {
    Set<String> names = Set.of("2001:db8:0:0:0:0:0:5", "[2001:db8::5]", "2001:DB8::5", "localhost");
    AccessRules rules = new AccessRules(names, Set.of(), Optional.empty());
    assertEquals(Set.of("2001:db8:0:0:0:0:0:5", "localhost"), rules.hosts());
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost, 200",
    "http://localhost:81, 403",
    "https://localhost, 403",
    "https://evil.example, 403",
    "null, 403"
  })
  void origin_ofAPage_isTakenIfItIsOurOwn(String origin, int status) throws IOException {
    String reply =
        RawHttp.ask(open.port(), RawHttp.head("GET /healthz", "Origin: " + origin) + "\r\n");
    assertEquals(status, RawHttp.status(reply), reply);
    assertFalse(reply.contains("Access-Control-Allow"), reply);
  }

  /** The proxy passes the name on, and a browser says how it came to the proxy. */
  @ParameterizedTest
  @CsvSource({
    "faces.example.org, https://faces.example.org, 200",
    "faces.example.org:8443, https://faces.example.org:8443, 200",
    "faces.example.org, http://faces.example.org, 200",
    "faces.example.org, https://faces.example.org:8443, 403",
    "faces.example.org, https://evil.example, 403",
    "localhost, https://faces.example.org, 403",
    "localhost, https://localhost, 403"
  })
  void origin_behindAProxyWithTls_isOurOwnUnderANameThatWasGiven(
      String host, String origin, int status) throws IOException {
    AccessRules rules =
        new AccessRules(Set.of("localhost", "faces.example.org"), Set.of(), Optional.empty());
    try (TestServer server = TestServer.start(rules)) {
      String head = RawHttp.head("GET /v1/model", "Host: " + host, "Origin: " + origin);
      String reply = RawHttp.ask(server.port(), head + "\r\n");
      assertEquals(status, RawHttp.status(reply), reply);
    }
  }

  /** A picture or a frame has no origin; what a browser goes to has not either. */
  @ParameterizedTest
  @CsvSource({
    "/v1/model, cross-site, no-cors, 403",
    "/v1/model, cross-site, navigate, 403",
    "/page.js, cross-site, no-cors, 403",
    "/, cross-site, navigate, 200",
    "/v1/model, same-site, no-cors, 200",
    "/v1/model, same-origin, cors, 200",
    "/v1/model, none, navigate, 200"
  })
  void request_thatAnotherSiteMakesABrowserSend_isRefusedExceptForALinkToAPage(
      String path, String site, String mode, int status) throws IOException {
    String reply =
        RawHttp.ask(
            open.port(),
            RawHttp.head("GET " + path, "Sec-Fetch-Site: " + site, "Sec-Fetch-Mode: " + mode)
                + "\r\n");
    assertEquals(status, RawHttp.status(reply), reply);
  }

  @Test
  void frame_ofAnotherSite_isRefused() throws IOException {
    for (String place : new String[] {"document", "iframe", "object"}) {
      String reply =
          RawHttp.ask(
              open.port(),
              RawHttp.head(
                      "GET /",
                      "Sec-Fetch-Site: cross-site",
                      "Sec-Fetch-Mode: navigate",
                      "Sec-Fetch-Dest: " + place)
                  + "\r\n");
      assertEquals(place.equals("document") ? 200 : 403, RawHttp.status(reply), reply);
    }
  }

  @Test
  void origin_thatWasNamed_mayReadTheReply() throws IOException {
    String reply =
        RawHttp.ask(
            guarded.port(),
            RawHttp.head(
                    "GET /healthz", "Origin: https://friend.example", "Sec-Fetch-Site: cross-site")
                + "\r\n");
    assertEquals(200, RawHttp.status(reply), reply);
    assertTrue(reply.contains("Access-Control-Allow-Origin: https://friend.example"), reply);
    String preflight =
        RawHttp.ask(
            guarded.port(),
            RawHttp.head(
                    "OPTIONS /v1/landmarks",
                    "Origin: https://friend.example",
                    "Access-Control-Request-Method: POST")
                + "\r\n");
    assertEquals(200, RawHttp.status(preflight), preflight);
    assertTrue(preflight.contains("Access-Control-Allow-Headers: authorization"), preflight);
  }

  @Test
  void token_wrongOrMissing_is401ExceptForWhatTellsNothing() {
    assertEquals(401, guarded.get("/v1/model").statusCode());
    assertEquals(401, guarded.get("/metrics").statusCode());
    for (String wrong : new String[] {"Bearer sesam", "Bearer sesame2", "sesame", "Bearer "}) {
      HttpResponse<String> reply = guarded.get("/v1/model", "Authorization", wrong);
      assertEquals(401, reply.statusCode(), wrong);
      assertEquals("Bearer", reply.headers().firstValue("www-authenticate").orElse(""));
    }
    for (String right : new String[] {"Bearer sesame", "bearer sesame"}) {
      assertEquals(200, guarded.get("/v1/model", "Authorization", right).statusCode(), right);
    }
    assertEquals(200, guarded.get("/healthz").statusCode());
    assertEquals(200, guarded.get("/").statusCode());
  }

  @Test
  void address_thatOthersReach_needsAToken() {
    ServeSettings local = ServeSettings.local(0);
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new ServeSettings(
                    new InetSocketAddress(0),
                    new AccessRules(AccessRules.LOOPBACK, Set.of(), Optional.empty()),
                    Optional.empty(),
                    Optional.empty(),
                    local.atWork(),
                    local.waiting(),
                    Duration.ZERO,
                    local.limits()));
    assertTrue(refused.getMessage().contains("a token is needed"), refused.getMessage());
  }

  @Test
  void replies_ofEveryKind_tellTheBrowserToKeepThemApart() {
    for (String path : new String[] {"/", "/healthz", "/v1/model", "/nothing"}) {
      HttpResponse<String> reply = open.get(path);
      assertTrue(
          reply
              .headers()
              .firstValue("content-security-policy")
              .orElse("")
              .startsWith("default-src 'self'"),
          path);
      assertEquals("nosniff", reply.headers().firstValue("x-content-type-options").orElse(""));
      assertFalse(reply.headers().firstValue("server").isPresent(), path);
    }
  }

  @Test
  void method_thatARouteDoesNotTake_is405() {
    HttpResponse<String> reply = open.get("/v1/landmarks");
    assertEquals(405, reply.statusCode());
    assertEquals("POST", reply.headers().firstValue("allow").orElse(""));
  }
}
