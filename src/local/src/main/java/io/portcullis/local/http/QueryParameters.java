package io.portcullis.local.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Query parameters, decoded, in the order of arrival. */
public record QueryParameters(Map<String, List<String>> all) {

  public static QueryParameters of(String query) {
    var all = new LinkedHashMap<String, List<String>>();
    for (var pair : query.split("&")) {
      if (!pair.isEmpty()) {
        var equals = pair.indexOf('=');
        var name = equals < 0 ? pair : pair.substring(0, equals);
        var value = equals < 0 ? "" : pair.substring(equals + 1);
        all.computeIfAbsent(decode(name), first -> new ArrayList<>()).add(decode(value));
      }
    }
    return new QueryParameters(all);
  }

  public List<String> values(String name) {
    return all.getOrDefault(name, List.of());
  }

  /** A text that was encoded for a query or a form; as it is if it was not. */
  public static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
