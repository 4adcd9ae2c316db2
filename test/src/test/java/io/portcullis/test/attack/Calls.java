package io.portcullis.test.attack;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Turns attacks into requests.
 *
 * @param url of the stage
 * @param callers by the names of customers
 * @param simulated whether the front door is one of this machine, which takes places from headers
 */
record Calls(
    Setting setting,
    URI url,
    Map<String, Caller> callers,
    Identities identities,
    boolean simulated) {
  private static final String WRONG_KEY = "no-such-key-no-such-key-no-such-key-0000";

  /** The attack's request, from the n-th source of its place. */
  Wire wire(Attack attack, int n) {
    var body = attack.body().bytes();
    var headers = new ArrayList<String>();
    if (!attack.contentType().isEmpty() && body.length > 0) {
      headers.add("Content-Type: " + attack.contentType());
    }
    headers.addAll(key(attack));
    if (simulated) {
      setting
          .places()
          .headers(attack.source(), n)
          .forEach((name, value) -> headers.add("%s: %s".formatted(name, value)));
    }
    var target = url.getPath() + attack.path();
    headers.addAll(identity(attack, target, body));
    headers.removeIf(line -> attack.without().contains(name(line)));
    headers.addAll(attack.headers());
    return new Wire(attack.method(), target, headers, body, attack.chunked());
  }

  private static String name(String line) {
    return line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
  }

  private List<String> key(Attack attack) {
    var own = caller(setting.victim()).apiKey();
    return switch (attack.key()) {
      case NONE -> List.of();
      case EMPTY -> List.of("x-api-key:");
      case OWN, DISABLED -> key(own);
      case WRONG -> key(WRONG_KEY);
      case ALTERED -> key(altered(own));
      case OTHER -> key(caller(setting.accomplice()).apiKey());
    };
  }

  private static List<String> key(String value) {
    return List.of("x-api-key: " + value);
  }

  private static String altered(String key) {
    return key.substring(0, key.length() - 1) + (key.endsWith("x") ? "y" : "x");
  }

  private List<String> identity(Attack attack, String target, byte[] body) {
    var owner = attack.identity() == IdentityChoice.OTHER ? setting.accomplice() : setting.victim();
    return identities.headers(
        attack.identity(),
        caller(owner),
        setting.subject(owner),
        attack.method(),
        signedUrl(target),
        body);
  }

  /** Of a target that no URL may have, something else is signed, and the signature does not fit. */
  private URI signedUrl(String target) {
    try {
      return url.resolve(target);
    } catch (IllegalArgumentException e) {
      return url;
    }
  }

  private Caller caller(String customer) {
    return callers.get(customer);
  }

  byte[] bytes(Wire wire) {
    return wire.bytes(url.getAuthority());
  }
}
