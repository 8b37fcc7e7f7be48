package org.wingloss.serve.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.wingloss.data.io.Sha256;

/**
 * Who may ask. A page of another site can make a browser send requests here: under another name
 * that leads to this address, which {@code Host} tells, from its own scripts, which {@code Origin}
 * tells, or as pictures and frames, which {@code Sec-Fetch-Site} tells. All are refused, except for
 * origins that were named. A link that leads to a page of this server may be followed.
 *
 * @param hosts names and addresses under which the server may be called, without port; kept with
 *     IPv6 addresses as Java writes them
 * @param origins further sites whose scripts may ask ({@code https://example.org}); usually none
 * @param token what {@code Authorization: Bearer} must say, where it is needed
 */
public record AccessRules(Set<String> hosts, Set<String> origins, Optional<String> token) {
  /** The names of the machine itself. */
  public static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /** The scheme of the token; upper and lower case are one (RFC 9110, 11.1). */
  private static final String BEARER = "Bearer ";

  /** Copies the sets. */
  public AccessRules {
    hosts = hosts.stream().map(AccessRules::address).collect(Collectors.toUnmodifiableSet());
    origins = Set.copyOf(origins);
  }

  /**
   * Checks a request and lets named origins read the reply.
   *
   * @param open whether no token is needed: the reply tells nothing but what is in the program
   * @throws HttpProblem 421, 403 or 401
   */
  void check(Request request, Response response, boolean open) {
    String authority = request.getHeaders().get(HttpHeader.HOST);
    String host =
        authority == null ? "" : authority.replaceFirst(":[0-9]+$", "").toLowerCase(Locale.ROOT);
    if (!hosts.contains(address(host))) {
      throw new HttpProblem(
          HttpStatus.MISDIRECTED_REQUEST_421,
          "this server is not called '%s'; it is %s"
              .formatted(shown(host), String.join(", ", hosts.stream().sorted().toList())));
    }
    String origin = request.getHeaders().get(HttpHeader.ORIGIN);
    if (origin == null && isOfAnotherSite(request) && !(open && isNavigation(request))) {
      throw new HttpProblem(
          HttpStatus.FORBIDDEN_403, "pages of other sites may not use this server");
    }
    if (origin != null && !isOwn(origin, authority, host)) {
      if (!origins.contains(origin)) {
        throw new HttpProblem(
            HttpStatus.FORBIDDEN_403,
            "pages of '%s' may not use this server".formatted(shown(origin)));
      }
      response.getHeaders().put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
      response.getHeaders().put(HttpHeader.VARY, "Origin");
    }
    if (!open
        && token.isPresent()
        && !isToken(request.getHeaders().get(HttpHeader.AUTHORIZATION))) {
      throw new HttpProblem(
          HttpStatus.UNAUTHORIZED_401, "this needs the header 'Authorization: Bearer TOKEN'");
    }
  }

  /**
   * Whether an origin is this server's own: a proxy with TLS passes the name on. On the machine
   * itself another server may have {@code https}.
   */
  private static boolean isOwn(String origin, String authority, String host) {
    return origin.equals("http://" + authority)
        || (!LOOPBACK.contains(host) && origin.equals("https://" + authority));
  }

  /** Whether a browser says that another site's page made it ask, as an {@code <img>} does. */
  private static boolean isOfAnotherSite(Request request) {
    return "cross-site".equals(request.getHeaders().get("Sec-Fetch-Site"));
  }

  /** Whether a browser goes to what it asks for, and does not put it into a frame. */
  private static boolean isNavigation(Request request) {
    String place = request.getHeaders().get("Sec-Fetch-Dest");
    return "navigate".equals(request.getHeaders().get("Sec-Fetch-Mode"))
        && (place == null || place.equals("document"));
  }

  /**
   * An IPv6 address, with or without brackets, as Java writes it, whose zeros a browser leaves out;
   * other names as they are. What has a colon and brackets is never looked up as a name.
   */
  private static String address(String host) {
    if (!host.contains(":")) {
      return host;
    }
    try {
      String literal = host.startsWith("[") ? host : "[" + host + "]";
      return InetAddress.getByName(literal).getHostAddress();
    } catch (UnknownHostException e) {
      return host;
    }
  }

  /** Whether a named origin asks beforehand what it may do; then the reply says so. */
  boolean isPreflight(Request request, Response response) {
    boolean asks =
        request.getMethod().equals("OPTIONS")
            && origins.contains(String.valueOf(request.getHeaders().get(HttpHeader.ORIGIN)));
    if (asks) {
      response.getHeaders().put(HttpHeader.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST");
      response
          .getHeaders()
          .put(HttpHeader.ACCESS_CONTROL_ALLOW_HEADERS, "authorization, content-type");
      response.getHeaders().put(HttpHeader.ACCESS_CONTROL_MAX_AGE, "600");
    }
    return asks;
  }

  /** Compares digests, so that time tells nothing of how the token begins. */
  private boolean isToken(String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return false;
    }
    return digest(authorization.substring(BEARER.length())).equals(digest(token.orElseThrow()));
  }

  private static String digest(String text) {
    return Sha256.of(text).hex();
  }

  private static String shown(String text) {
    String plain = text.replaceAll("[^\\x20-\\x7e]", "?");
    return plain.length() > 80 ? plain.substring(0, 80) + "…" : plain;
  }
}
