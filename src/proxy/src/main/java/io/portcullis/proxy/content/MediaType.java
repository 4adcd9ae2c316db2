package io.portcullis.proxy.content;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/** A content type, of which name and character set count. */
public final class MediaType {
  public static final String JSON = "application/json";
  public static final String EVENT_STREAM = "text/event-stream";

  private MediaType() {}

  /** Whether a header's value is the named type, in UTF-8 or without character set. */
  public static boolean matches(String name, String value) {
    var parts = value.split(";", -1);
    return parts[0].strip().equalsIgnoreCase(name)
        && charsets(parts).allMatch(charset -> charset.equals("utf-8"));
  }

  private static Stream<String> charsets(String[] parts) {
    return Arrays.stream(parts)
        .skip(1)
        .map(part -> part.strip().toLowerCase(Locale.ROOT).split("=", 2))
        .filter(parameter -> parameter.length == 2 && parameter[0].equals("charset"))
        .map(parameter -> parameter[1].replace("\"", ""));
  }
}
