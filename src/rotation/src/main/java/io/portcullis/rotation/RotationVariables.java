package io.portcullis.rotation;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Environment variables, read strictly. */
record RotationVariables(Map<String, String> environment) {
  private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,9}");

  String required(String name) {
    return optional(name)
        .orElseThrow(() -> new IllegalArgumentException("'%s' is required".formatted(name)));
  }

  /** Absent, or not empty. */
  Optional<String> optional(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  /** One of some constants, by its name. */
  <E extends Enum<E>> E oneOf(String name, E[] constants) {
    var value = required(name);
    for (var constant : constants) {
      if (constant.name().equals(value)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        "'%s' must be one of %s, got '%s'".formatted(name, Arrays.toString(constants), value));
  }

  Duration seconds(String name) {
    return seconds(name, required(name));
  }

  Optional<Duration> optionalSeconds(String name) {
    return optional(name).map(value -> seconds(name, value));
  }

  private static Duration seconds(String name, String value) {
    if (!WHOLE_NUMBER.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "'%s' must be a whole number of seconds, got '%s'".formatted(name, value));
    }
    return Duration.ofSeconds(Integer.parseInt(value));
  }
}
