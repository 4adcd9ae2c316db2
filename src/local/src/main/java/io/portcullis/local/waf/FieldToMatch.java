package io.portcullis.local.waf;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The part of a request that a statement inspects.
 *
 * <p>Follows "Request components in AWS WAF"
 * (docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-fields-list.html). A component
 * that the request lacks does not match whatever the criteria are.
 */
sealed interface FieldToMatch {
  /** A request whose part is not there, or not to be inspected. */
  sealed interface Inspected {}

  /** The bytes to look at. */
  record Content(byte[] bytes) implements Inspected {}

  /** The request lacks the component. */
  record Absent() implements Inspected {}

  /** The body is larger than what is inspected, and the rule says what that means. */
  record Oversize(boolean matches) implements Inspected {}

  Inspected of(WebRequest request);

  /** Parses the template's {@code FieldToMatch}. */
  static FieldToMatch parse(JsonNode node, int bodyLimit) throws NotEvaluatedException {
    var name = node.properties().iterator().next().getKey();
    var settings = node.get(name);
    return switch (name) {
      case "SingleHeader" -> new Header(settings.path("Name").asText());
      case "SingleQueryArgument" -> new QueryArgument(settings.path("Name").asText());
      case "UriPath" -> new UriPath();
      case "QueryString" -> new QueryString();
      case "Method" -> new Method();
      case "Body" -> new Body(bodyLimit, settings.path("OversizeHandling").asText("CONTINUE"));
      default -> throw new NotEvaluatedException(name);
    };
  }

  private static Inspected text(Optional<String> value) {
    return value
        .<Inspected>map(text -> new Content(text.getBytes(StandardCharsets.UTF_8)))
        .orElseGet(Absent::new);
  }

  /** A header by name; several fields of the name count as one, joined by commas. */
  record Header(String name) implements FieldToMatch {
    @Override
    public Inspected of(WebRequest request) {
      var values = request.call().headers().all(name);
      return text(values.isEmpty() ? Optional.empty() : Optional.of(String.join(",", values)));
    }
  }

  /** A query parameter by name, without case. */
  record QueryArgument(String name) implements FieldToMatch {
    @Override
    public Inspected of(WebRequest request) {
      return text(
          Arrays.stream(request.call().query().split("&"))
              .filter(pair -> name(pair).equalsIgnoreCase(name))
              .findFirst()
              .map(pair -> pair.contains("=") ? pair.substring(pair.indexOf('=') + 1) : ""));
    }

    private static String name(String pair) {
      var raw = pair.contains("=") ? pair.substring(0, pair.indexOf('=')) : pair;
      try {
        return URLDecoder.decode(raw, StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        return raw;
      }
    }
  }

  /** The path, with the stage. */
  record UriPath() implements FieldToMatch {
    @Override
    public Inspected of(WebRequest request) {
      return text(Optional.of(request.call().path()));
    }
  }

  /** The query without the question mark. */
  record QueryString() implements FieldToMatch {
    @Override
    public Inspected of(WebRequest request) {
      return text(Optional.of(request.call().query()));
    }
  }

  /** The HTTP method. */
  record Method() implements FieldToMatch {
    @Override
    public Inspected of(WebRequest request) {
      return text(Optional.of(request.call().method()));
    }
  }

  /**
   * The body, up to a limit ("Oversize web request components",
   * docs.aws.amazon.com/waf/latest/developerguide/waf-oversize-request-components.html).
   */
  record Body(int limit, String oversizeHandling) implements FieldToMatch {
    @Override
    public Inspected of(WebRequest request) {
      var body = request.call().body();
      if (body.length <= limit) {
        return new Content(body);
      }
      return switch (oversizeHandling) {
        case "MATCH" -> new Oversize(true);
        case "NO_MATCH" -> new Oversize(false);
        default -> new Content(Arrays.copyOf(body, limit));
      };
    }
  }
}
