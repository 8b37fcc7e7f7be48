package org.wingloss.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code openapi.yaml} says what the server does. */
class OpenApiTest {
  private static TestServer server;
  private static JsonNode document;

  @BeforeAll
  static void start() throws IOException {
    server = TestServer.start();
    document = new YAMLMapper().readTree(server.get("/openapi.yaml").body());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void routes_forPrograms_areThoseOfTheDocument() {
    TreeMap<String, Set<String>> documented = new TreeMap<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path -> {
              TreeSet<String> methods = new TreeSet<>();
              path.getValue()
                  .fieldNames()
                  .forEachRemaining(m -> methods.add(m.toUpperCase(Locale.ROOT)));
              documented.put(path.getKey(), methods);
            });
    TreeMap<String, Set<String>> served = new TreeMap<>(server.server().routes());
    served.keySet().removeIf(path -> !documented.containsKey(path) && !path.startsWith("/v1"));
    assertEquals(documented, served);
    assertTrue(documented.size() >= 6, documented.toString());
  }

  @ParameterizedTest
  @CsvSource({"/v1/landmarks", "/v1/landmarks:batch"})
  void parameters_ofARoute_areThoseThatItTakes(String path) {
    TreeSet<String> documented = new TreeSet<>();
    for (JsonNode parameter : document.path("paths").path(path).path("post").path("parameters")) {
      documented.add(resolved(parameter).path("name").asText());
    }
    String refusal = server.post(path + "?none=1", new byte[] {1}).body();
    String known = TestServer.json(refusal).path("detail").asText();
    assertEquals("no parameter is called 'none'; known: " + String.join(", ", documented), known);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/model",
    "GET, /healthz",
    "POST, /v1/landmarks",
    "POST, /v1/landmarks?tta=true&scheme=300w-51",
    "POST, '/v1/landmarks?box=50,60,200,210'"
  })
  void reply_ofARoute_hasTheDocumentedShape(String method, String path) {
    HttpResponse<String> reply =
        method.equals("GET") ? server.get(path) : server.post(path, TestServer.picture(0));
    assertShape(method, path.replaceFirst("\\?.*", ""), reply);
    assertEquals(200, reply.statusCode());
  }

  @Test
  void replyOfBatch_goodAndBadPicture_haveTheDocumentedShapes() {
    String body = "--e\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nbad\r\n--e--\r\n";
    HttpResponse<String> reply =
        server.post(
            "/v1/landmarks:batch",
            body.getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "multipart/form-data; boundary=e");
    JsonNode bad = TestServer.json(reply.body()).path("pictures").get(0);
    assertFits(bad, schema("BadPicture"), "bad picture");
  }

  @ParameterizedTest
  @CsvSource({"/v1/landmarks, 400", "/v1/landmarks:batch, 415"})
  void refusal_ofARoute_isDocumented(String path, int status) {
    HttpResponse<String> reply = server.post(path, new byte[] {1, 2, 3});
    assertEquals(status, reply.statusCode());
    assertShape("POST", path, reply);
  }

  private static void assertShape(String method, String path, HttpResponse<String> reply) {
    JsonNode responses =
        document.path("paths").path(path).path(method.toLowerCase(Locale.ROOT)).path("responses");
    JsonNode response = resolved(responses.path(String.valueOf(reply.statusCode())));
    String type = reply.headers().firstValue("content-type").orElse("").replaceFirst(";.*", "");
    JsonNode content = response.path("content").path(type);
    assertTrue(content.isObject(), path + ": " + reply.statusCode() + " as " + type);
    assertFits(TestServer.json(reply.body()), content.path("schema"), path);
  }

  private static JsonNode schema(String name) {
    return document.path("components").path("schemas").path(name);
  }

  private static JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
  }

  /** That a value is of a schema, of whose words the document uses few. */
  private static void assertFits(JsonNode value, JsonNode reference, String where) {
    JsonNode schema = resolved(reference);
    switch (schema.path("type").asText()) {
      case "object" -> {
        assertTrue(value.isObject(), where);
        for (JsonNode name : schema.path("required")) {
          assertTrue(value.has(name.asText()), where + " lacks " + name);
        }
        value
            .properties()
            .forEach(
                field -> {
                  String place = where + "." + field.getKey();
                  JsonNode own = schema.path("properties").path(field.getKey());
                  JsonNode others = schema.path("additionalProperties");
                  assertTrue(own.isObject() || others.isObject(), place + " is not documented");
                  assertFits(field.getValue(), own.isObject() ? own : others, place);
                });
      }
      case "array" -> {
        assertTrue(value.isArray(), where);
        for (JsonNode item : value) {
          assertFits(item, schema.path("items"), where + "[]");
        }
      }
      case "string" -> assertTrue(value.isTextual(), where);
      case "boolean" -> assertTrue(value.isBoolean(), where);
      case "integer" -> assertTrue(value.isIntegralNumber(), where);
      case "number" -> assertTrue(value.isNumber(), where);
      default -> throw new AssertionError(where + ": no type is documented");
    }
  }
}
