package io.portcullis.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A secret of each kind, and the gate that finds them in whatever comes out. */
public final class Planted {
  /** The gateway's own. */
  public static final String TOKEN = "hf_planted_0123456789";

  /** How each is written, and the part of it that gives it away. */
  private static final Map<String, String> SECRETS =
      new TreeMap<>(
          Map.of(
              "hf_plantedUserToken0123456789abcdef", "plantedUserToken",
              "api_org_plantedOrganizationToken01", "plantedOrganizationToken",
              "Authorization: Bearer planted-bearer-012345", "planted-bearer",
              "Authorization: Basic cGxhbnRlZDpwYXNzd29yZA==", "cGxhbnRlZDpwYXNz",
              "x-api-key: plantedApiKey0123456789", "plantedApiKey",
              "AKIAPLANTEDPLANTED01", "AKIAPLANTED",
              "aws_secret_access_key=planted/Secret/0123456789", "planted/Secret",
              "eyJhbGciOiJSUzI1NiJ9.eyJwbGFudGVkIjoieCJ9.cGxhbnRlZA", "eyJwbGFudGVk",
              "planted.person@example.com", "planted.person",
              "4111 1111 1111 1111", "4111 1111"));

  private Planted() {}

  /** One after the other, each in plain, in base64 and with escapes of JSON. */
  public static List<String> texts() {
    var texts = new ArrayList<>(textsOfStrangers());
    texts.add("Bearer " + TOKEN);
    texts.add(base64("Bearer " + TOKEN));
    return texts;
  }

  /** All but the gateway's own token, on lines of their own. */
  public static String ofStrangers() {
    return String.join("\n", textsOfStrangers());
  }

  private static List<String> textsOfStrangers() {
    var texts = new ArrayList<String>();
    for (var secret : SECRETS.keySet()) {
      texts.add(secret);
      texts.add(base64(secret));
      texts.add(secret.replace("_", "\\u005f").replace("@", "\\u0040").replace("-", "\\u002d"));
    }
    return texts;
  }

  /** All of them on lines of their own. */
  public static String all() {
    return String.join("\n", texts());
  }

  /** Which of them an output holds, in any of the forms in which they were planted. */
  public static List<String> in(String output) {
    var found =
        SECRETS.entrySet().stream()
            .filter(secret -> isIn(output, secret.getValue()))
            .map(Map.Entry::getKey)
            .collect(Collectors.toCollection(ArrayList::new));
    if (isIn(output, TOKEN)) {
      found.add(TOKEN);
    }
    return found;
  }

  /** Whether an output holds a text, in plain or in the base64 of whatever is around it. */
  public static boolean isIn(String output, String text) {
    var standard = output.replace('-', '+').replace('_', '/');
    return output.contains(text)
        || List.of(0, 1, 2).stream().anyMatch(offset -> standard.contains(base64(text, offset)));
  }

  /** How many there are. */
  public static int count() {
    return SECRETS.size() + 1;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  /** The characters that depend on the text alone, where so many bytes are before it. */
  private static String base64(String text, int offset) {
    var encoded = base64(" ".repeat(offset) + text);
    return encoded.substring((offset * 8 + 5) / 6, (offset + text.length()) * 8 / 6);
  }
}
