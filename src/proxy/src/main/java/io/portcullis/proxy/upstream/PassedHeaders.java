package io.portcullis.proxy.upstream;

import io.portcullis.huggingface.AccessToken;
import io.portcullis.proxy.answer.ClientHeader;
import io.portcullis.proxy.refusal.RefusalCode;
import io.portcullis.proxy.token.TokenTraces;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The headers of the endpoint that a client sees, if they have the right form; the others may name
 * hosts inside, such as {@code x-proxied-host}.
 */
record PassedHeaders(AccessToken token) {
  private static final Pattern RETRY_AFTER = Pattern.compile("\\d{1,6}|[A-Za-z0-9 ,:]{20,40}");
  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._:/+=-]{1,128}");

  /** Seconds; the quickest start that was seen took 36, and the call was held for some of them. */
  private static final String WARMING = "30";

  /** Those of an answer. */
  Map<ClientHeader, String> of(Map<String, String> ofEndpoint) {
    var headers = new EnumMap<ClientHeader, String>(ClientHeader.class);
    value(ofEndpoint, "x-request-id", REQUEST_ID)
        .ifPresent(id -> headers.put(ClientHeader.UPSTREAM_REQUEST_ID, id));
    return headers;
  }

  /** Those of a refusal: it may say when to come again. */
  Map<ClientHeader, String> of(RefusalCode code, Map<String, String> ofEndpoint) {
    var headers = of(ofEndpoint);
    retryAfter(code, ofEndpoint).ifPresent(time -> headers.put(ClientHeader.RETRY_AFTER, time));
    return headers;
  }

  private Optional<String> retryAfter(RefusalCode code, Map<String, String> ofEndpoint) {
    return switch (code) {
      case UPSTREAM_OVERLOADED, UPSTREAM_UNAVAILABLE ->
          value(ofEndpoint, "retry-after", RETRY_AFTER);
      case UPSTREAM_WARMING ->
          value(ofEndpoint, "retry-after", RETRY_AFTER).or(() -> Optional.of(WARMING));
      default -> Optional.empty();
    };
  }

  private Optional<String> value(Map<String, String> headers, String name, Pattern shape) {
    return Optional.ofNullable(headers.get(name))
        .filter(value -> shape.matcher(value).matches())
        .filter(value -> !new TokenTraces(token).isIn(value));
  }
}
