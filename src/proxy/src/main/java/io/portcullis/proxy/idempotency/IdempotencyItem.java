package io.portcullis.proxy.idempotency;

import io.portcullis.proxy.fingerprint.Fingerprint;
import io.portcullis.proxy.table.Attributes;
import io.portcullis.proxy.table.ItemUpdate;
import io.portcullis.proxy.table.Value;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the table holds of a key. */
record IdempotencyItem(Attributes attributes) {
  static final Value RUNNING = new Value.Text("running");
  static final Value DONE = new Value.Text("done");

  private static final Pattern PLACEHOLDER = Pattern.compile("#(\\w+)");

  /** A change, in whose expressions an attribute's placeholder is its name behind a {@code #}. */
  static ItemUpdate update(
      String id, String expression, String condition, Map<String, Value> values) {
    var names =
        PLACEHOLDER
            .matcher(expression + " " + condition)
            .results()
            .collect(
                Collectors.toMap(MatchResult::group, match -> match.group(1), (one, same) -> one));
    return new ItemUpdate(id, expression, Optional.of(condition), names, values);
  }

  static IdempotencyItem of(Map<String, Value> attributes) {
    return new IdempotencyItem(new Attributes(attributes));
  }

  boolean isUnderAnotherToken(Fingerprint fingerprint) {
    return !attributes.text("key_id").equals(Optional.of(fingerprint.keyId()));
  }

  boolean isOfAnotherBody(Fingerprint fingerprint) {
    return !attributes.text("fingerprint").equals(Optional.of(fingerprint.value()));
  }

  boolean isFree() {
    return attributes.text("state").isEmpty();
  }

  boolean isDone() {
    return attributes.text("state").equals(Optional.of("done"));
  }

  /** Whether whoever runs it may still be alive. */
  boolean isRunning(Instant now) {
    return !isDone() && attributes.instant("lease").filter(now::isBefore).isPresent();
  }

  boolean isAwaited() {
    return attributes.number("awaited").filter(count -> count > 0).isPresent();
  }

  boolean hasAnswerFor(String owner) {
    return owner().equals(owner) && attributes.bytes("answer").isPresent();
  }

  String owner() {
    return attributes.text("owner").orElse("");
  }

  Optional<byte[]> answer(Instant now) {
    return attributes.bytes("answer").filter(answer -> isKept(now));
  }

  private boolean isKept(Instant now) {
    return attributes.instant("answer_until").filter(now::isBefore).isPresent();
  }
}
