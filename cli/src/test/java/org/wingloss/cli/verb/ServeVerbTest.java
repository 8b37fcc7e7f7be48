package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wingloss.cli.Cli;
import org.wingloss.cli.OwnJava;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.data.synthetic.SyntheticSettings;

@Timeout(120)
class ServeVerbTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @Test
  void serve_signalToEnd_letsRequestsEndAndExitsWith0() throws Exception {
    Process process =
        OwnJava.cli("serve", "--port", "0").redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      URI address = URI.create(out.readLine());
      byte[] picture = picture();
      assertEquals(200, post(address, picture).get().statusCode());
      awaitAtWork(address, 0);
      List<CompletableFuture<HttpResponse<String>>> underWay =
          List.of(post(address, picture), post(address, picture));
      awaitAtWork(address, underWay.size());
      process.destroy();
      for (CompletableFuture<HttpResponse<String>> request : underWay) {
        assertEquals(200, request.get(60, TimeUnit.SECONDS).statusCode());
      }
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
      assertEquals(0, process.exitValue());
    } finally {
      process.destroyForcibly();
    }
  }

  /** The page reads it as it reads a form. */
  @Test
  void serve_tokenWithOddCharacters_isPartOfTheAddressAsThePageReadsIt() throws Exception {
    Process process =
        OwnJava.cli("serve", "--port", "0", "--token", "a+b&c%20")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      String address = out.readLine();
      assertTrue(address.endsWith("/#token=a%2Bb%26c%2520"), address);
    } finally {
      process.destroyForcibly();
    }
  }

  /** The example of the help: the proxy passes on what a browser sends to it. */
  @Test
  void serve_behindAProxyWithTls_takesWhatItsOwnPageAsks() throws Exception {
    Process process =
        OwnJava.cli("serve", "--port", "0", "--host", "faces.example.org", "--token", "SECRET")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        Socket proxy =
            new Socket(InetAddress.getLoopbackAddress(), URI.create(out.readLine()).getPort())) {
      String request =
          """
          GET /v1/model HTTP/1.1
          Host: faces.example.org
          Origin: https://faces.example.org
          Sec-Fetch-Site: same-origin
          Authorization: Bearer SECRET
          Connection: close

          """;
      byte[] bytes = request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
      proxy.getOutputStream().write(bytes);
      byte[] reply = proxy.getInputStream().readNBytes("HTTP/1.1 200".length());
      assertEquals("HTTP/1.1 200", new String(reply, StandardCharsets.US_ASCII));
    } finally {
      process.destroyForcibly();
    }
  }

  private static void awaitAtWork(URI address, int requests) throws Exception {
    HttpRequest metrics = HttpRequest.newBuilder(address.resolve("/metrics")).build();
    String line = "wingloss_requests_working " + requests + ".0\n";
    while (!CLIENT.send(metrics, HttpResponse.BodyHandlers.ofString()).body().contains(line)) {
      Thread.sleep(2);
    }
  }

  private static byte[] picture() {
    return ImageFiles.png(new SyntheticFaces(5, SyntheticSettings.DEFAULT).face(0, 1200).image());
  }

  private static CompletableFuture<HttpResponse<String>> post(URI address, byte[] picture) {
    return CLIENT.sendAsync(
        HttpRequest.newBuilder(address.resolve("/v1/landmarks?tta=true"))
            .POST(HttpRequest.BodyPublishers.ofByteArray(picture))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void serve_portInUse_isASentenceAndExit2() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Cli run = Cli.run("serve", "--port", other.getLocalPort());
      assertEquals(2, run.exit(), run.err());
      assertTrue(
          run.err().startsWith("error: cannot listen on 127.0.0.1 port " + other.getLocalPort()),
          run.err());
      assertTrue(run.err().contains("choose another with --port"), run.err());
    }
  }

  @Test
  void serve_addressThatOthersReachWithoutToken_isRefused() {
    Cli run = Cli.run("serve", "--port", 0, "--bind", "0.0.0.0");
    assertEquals(2, run.exit(), run.err());
    assertTrue(run.err().contains("a token is needed"), run.err());
  }

  /** Refused before the model, which is none either, is opened; also origins that name no site. */
  @ParameterizedTest
  @CsvSource({
    "--host, faces.example.org:8443",
    "--host, https://faces.example.org",
    "--host, faces.example.org/",
    "--host, fade:80",
    "--cors, *",
    "--cors, null",
    "--cors, file://",
    "--cors, example.org",
    "--cors, https://Example.org",
    "--cors, https://example.org/",
    "--cors, https://example.org:443",
    "--cors, http://example.org:80",
    "--token, grün",
    "--token, ' SECRET'",
    "--token, a b",
    "--token, ''"
  })
  void serve_settingOfAFormThatIsNotTaken_isASentenceAndExit2(String option, String value) {
    Cli run = Cli.run("serve", "--port", 0, "--model", "src", option, value);
    assertEquals(2, run.exit(), run.err());
    assertTrue(run.err().startsWith("error: " + option + " must be "), run.err());
  }

  @ParameterizedTest
  @CsvSource({
    "--host, Faces.example.org",
    "--host, [2001:db8::5]",
    "--host, 2001:db8::5",
    "--host, ::1",
    "--cors, https://example.org",
    "--cors, http://localhost:3000",
    "--cors, http://example.org:443",
    "--cors, http://[::1]:8080",
    "--token, a+b&c%20=="
  })
  void serve_settingThatRequestsCanMeet_isTaken(String option, String value) {
    Cli run = Cli.run("serve", "--port", 0, "--model", "src", option, value);
    assertEquals(4, run.exit(), run.err());
  }

  @Test
  void serve_tokenWithoutCharacters_isToldThatItNeedsOne() {
    Cli run = Cli.run("serve", "--port", 0, "--token", "");
    assertEquals(2, run.exit(), run.err());
    assertTrue(run.err().contains("--token must be one or more printable ASCII"), run.err());
  }

  @Test
  void serve_modelThatIsNone_isExit4() {
    Cli run = Cli.run("serve", "--port", 0, "--model", "src");
    assertEquals(4, run.exit(), run.err());
  }
}
