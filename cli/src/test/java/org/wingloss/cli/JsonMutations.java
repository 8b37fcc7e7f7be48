package org.wingloss.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A valid JSON document with one value after the other replaced by something else. */
final class JsonMutations {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String DEEP = "[".repeat(5000) + "]".repeat(5000);
  private static final String MARK = "\"the place\"";
  private static final List<String> VALUES =
      List.of(
          "null",
          "5",
          "\"x\"",
          "\"\"",
          "[]",
          "{}",
          "[null]",
          "{\"x\":null}",
          "true",
          "-1",
          "1e999",
          "0.5",
          "99999999999999999999",
          DEEP);

  private final Map<String, String> documents = new LinkedHashMap<>();

  private JsonMutations() {}

  /** The mutated documents by what was done: {@code files.model.onnx = null}. */
  static Map<String, String> of(String json) {
    try {
      JsonMutations mutations = new JsonMutations();
      mutations.empty();
      ArrayNode whole = MAPPER.createArrayNode().add(MAPPER.readTree(json));
      mutations.mutate(whole, whole, "");
      return mutations.documents;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void empty() {
    documents.put("nothing", "");
    documents.put("a blank", " ");
    documents.put("cut short", "{\"");
  }

  /** Mutates what lies in a list or an object; of a long list the first and the last element. */
  private void mutate(ArrayNode whole, JsonNode in, String path) {
    List<Place> places = new ArrayList<>();
    if (in instanceof ObjectNode object) {
      object.fieldNames().forEachRemaining(key -> places.add(new Place(object, key, -1)));
    } else if (in instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i += Math.max(1, list.size() - 1)) {
        places.add(new Place(list, "", i));
      }
    }
    for (Place place : places) {
      String name = path + place.name();
      JsonNode was = place.get();
      place.set(MAPPER.getNodeFactory().textNode("the place"));
      String text = text(whole.get(0));
      for (String value : VALUES) {
        String shown = value.equals(DEEP) ? "5000 lists" : value;
        documents.put(name + " = " + shown, text.replace(MARK, value));
      }
      if (place.in() instanceof ObjectNode object) {
        String pair = "\"" + place.key() + "\":" + MARK;
        documents.put(
            name + " twice", text.replace(pair, pair(place, was) + "," + pair(place, was)));
        object.remove(place.key());
        documents.put(name + " missing", text(whole.get(0)));
        object.set(place.key(), was);
      } else {
        place.set(was);
      }
      mutate(whole, was, name + ".");
    }
  }

  private static String pair(Place place, JsonNode value) {
    return "\"" + place.key() + "\":" + value;
  }

  private static String text(JsonNode whole) {
    return whole.toString();
  }

  private record Place(JsonNode in, String key, int index) {
    String name() {
      return index < 0 ? key : "[" + index + "]";
    }

    JsonNode get() {
      return index < 0 ? in.get(key) : in.get(index);
    }

    void set(JsonNode value) {
      if (in instanceof ObjectNode object) {
        object.set(key, value);
      } else if (in instanceof ArrayNode list) {
        list.set(index, value);
      }
    }
  }
}
