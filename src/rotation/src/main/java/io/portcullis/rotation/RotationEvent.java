package io.portcullis.rotation;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.portcullis.rotation.failure.RotationException;
import io.portcullis.rotation.secret.SecretVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Set;
import java.util.regex.Pattern;

/** What the function is asked for. */
sealed interface RotationEvent {
  ObjectReader READER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build().reader();

  /** The ARN of one secret, with the suffix that Secrets Manager gives to its name. */
  Pattern SECRET_ARN =
      Pattern.compile(
          "arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\\d{12}:secret:[A-Za-z0-9/_+=.@-]{1,519}");

  /** Secrets Manager asks for a step, in its own word. */
  record Step(String word, SecretVersion version) implements RotationEvent {}

  /** A schedule, an event of a label or an operator asks for a task. */
  record Task(TaskName name, String secretArn) implements RotationEvent {}

  /** Reads an event; never logged, since it holds a token of the rotation itself. */
  static RotationEvent read(InputStream json) {
    var event = tree(json);
    if (event.has("task")) {
      return task(event);
    }
    if (event.has("Step")) {
      return new Step(
          text(event, "Step"),
          new SecretVersion(secretArn(event, "SecretId"), text(event, "ClientRequestToken")));
    }
    throw new RotationException("the event must have 'Step' or 'task'");
  }

  private static Task task(JsonNode event) {
    var names = new ArrayList<String>();
    event.fieldNames().forEachRemaining(names::add);
    names.removeAll(Set.of("task", "secretId"));
    if (!names.isEmpty()) {
      throw new RotationException(
          "the event of a task has no property '%s'".formatted(names.get(0)));
    }
    return new Task(TaskName.of(text(event, "task")), secretArn(event, "secretId"));
  }

  private static JsonNode tree(InputStream json) {
    try {
      var event = READER.readTree(json);
      if (event.isObject()) {
        return event;
      }
    } catch (IOException e) {
      // Without the cause: its message quotes the event.
      throw new RotationException("the event must be JSON");
    }
    throw new RotationException("the event must be an object");
  }

  /** Nothing else: tokens are named after it, and it is printed. */
  private static String secretArn(JsonNode event, String name) {
    var arn = text(event, name);
    if (!SECRET_ARN.matcher(arn).matches()) {
      throw new RotationException("'%s' of the event must be the ARN of a secret".formatted(name));
    }
    return arn;
  }

  private static String text(JsonNode event, String name) {
    var value = event.path(name);
    if (!value.isTextual() || value.textValue().isEmpty()) {
      throw new RotationException("'%s' of the event must be a text".formatted(name));
    }
    return value.textValue();
  }
}
