package io.portcullis.stacks.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.stacks.assembly.EnvironmentTemplates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which requests a statement of AWS WAF matches, in words. */
record FirewallStatement(EnvironmentTemplates environment) {
  private static final int SHOWN = 6;

  String describe(JsonNode statement) {
    var types = statement.properties().iterator();
    if (!types.hasNext()) {
      return "nothing";
    }
    var entry = types.next();
    var value = entry.getValue();
    return switch (entry.getKey()) {
      case "NotStatement" -> not(value.path("Statement"));
      case "AndStatement" -> all(value.path("Statements"), " and ");
      case "OrStatement" -> all(value.path("Statements"), " or ");
      case "IPSetReferenceStatement" -> "calls from " + addresses(value);
      case "GeoMatchStatement" -> "calls from " + Texts.list(value.path("CountryCodes"));
      case "RateBasedStatement" -> rate(value);
      case "ManagedRuleGroupStatement" -> managedGroup(value);
      case "RuleGroupReferenceStatement" -> "rules of a group of this account";
      case "LabelMatchStatement" -> "calls that were labelled " + value.path("Key").asText();
      case "SizeConstraintStatement" -> size(value);
      case "ByteMatchStatement" ->
          "%s with '%s'".formatted(field(value), value.path("SearchString").asText());
      case "RegexMatchStatement" ->
          "%s like '%s'".formatted(field(value), value.path("RegexString").asText());
      default -> "%s by a %s".formatted(field(value), words(entry.getKey()));
    };
  }

  private String not(JsonNode inner) {
    if (inner.has("IPSetReferenceStatement")) {
      return "calls from outside " + addresses(inner.path("IPSetReferenceStatement"));
    }
    if (inner.has("GeoMatchStatement")) {
      return "calls from outside "
          + Texts.list(inner.path("GeoMatchStatement").path("CountryCodes"));
    }
    var size = inner.path("SizeConstraintStatement");
    if (size.path("ComparisonOperator").asText().equals("GT") && size.path("Size").asInt() == 0) {
      return "calls without " + field(size);
    }
    if (inner.has("OrStatement") || inner.has("AndStatement")) {
      return "all but " + describe(inner);
    }
    return "not " + describe(inner);
  }

  private String all(JsonNode statements, String word) {
    var parts = new ArrayList<String>();
    statements.forEach(part -> parts.add(describe(part)));
    return String.join(word, parts);
  }

  private String addresses(JsonNode reference) {
    var addresses = new ArrayList<String>();
    for (var set : environment.targets(reference.path("Arn"))) {
      set.list("Addresses").forEach(address -> addresses.add(address.asText()));
    }
    if (addresses.isEmpty()) {
      return "no address";
    }
    var more = addresses.size() - SHOWN;
    var shown = addresses.subList(0, Math.min(SHOWN, addresses.size()));
    return Texts.list(shown) + (more > 0 ? " and %d more".formatted(more) : "");
  }

  private String rate(JsonNode rate) {
    var window = rate.path("EvaluationWindowSec").asInt(300);
    var text =
        "more than %s in %s from %s"
            .formatted(
                Texts.number(rate.path("Limit").asInt()), Texts.seconds(window), aggregate(rate));
    return rate.has("ScopeDownStatement")
        ? text + ", counting " + describe(rate.path("ScopeDownStatement"))
        : text;
  }

  private static String aggregate(JsonNode rate) {
    return switch (rate.path("AggregateKeyType").asText()) {
      case "IP", "FORWARDED_IP" -> "one address";
      case "CONSTANT" -> "all callers together";
      default -> "callers with the same " + customKeys(rate.path("CustomKeys"));
    };
  }

  private static String customKeys(JsonNode keys) {
    var names = new ArrayList<String>();
    for (var key : keys) {
      var header = key.path("Header").path("Name").asText();
      names.add(header.isEmpty() ? words(key.fieldNames().next()) : header);
    }
    return Texts.sentence(names);
  }

  private static String managedGroup(JsonNode group) {
    return "what %s lists as %s"
        .formatted(group.path("VendorName").asText(), group.path("Name").asText());
  }

  private static String size(JsonNode size) {
    var operator = size.path("ComparisonOperator").asText();
    var comparison =
        switch (operator) {
          case "GT" -> "larger than";
          case "GE" -> "of at least";
          case "LT" -> "smaller than";
          case "LE" -> "of at most";
          case "EQ" -> "of";
          default -> "not of";
        };
    return "%s %s %s bytes"
        .formatted(field(size), comparison, Texts.number(size.path("Size").asInt()));
  }

  private static String field(JsonNode statement) {
    var field = statement.path("FieldToMatch");
    for (var single : List.of("SingleHeader", "SingleQueryArgument")) {
      if (field.has(single)) {
        return "the header " + field.path(single).path("Name").asText();
      }
    }
    var names = field.fieldNames();
    return names.hasNext() ? "the " + words(names.next()) : "a call";
  }

  /** {@code UriPath} as {@code uri path}. */
  private static String words(String name) {
    return Arrays.stream(name.replace("Statement", "").split("(?=[A-Z][a-z])"))
        .map(word -> word.toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" "));
  }
}
