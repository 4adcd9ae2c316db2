package io.portcullis.proxy.environment;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Environment variables, read strictly. */
public record Variables(Map<String, String> environment) {
  private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,9}");

  public String required(String name) {
    var value = environment.get(name);
    if (value == null) {
      throw new IllegalArgumentException("'%s' is required".formatted(name));
    }
    return value;
  }

  /** Absent, or not empty. */
  public Optional<String> optional(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  public int wholeNumber(String name, int least, int most) {
    var value = required(name);
    if (!WHOLE_NUMBER.matcher(value).matches()) {
      throw new IllegalArgumentException("'%s' must be a whole number".formatted(name));
    }
    var number = Integer.parseInt(value);
    if (number < least || number > most) {
      throw new IllegalArgumentException(
          "'%s' must be from %d to %d, got '%d'".formatted(name, least, most, number));
    }
    return number;
  }
}
