package io.portcullis.huggingface;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The body of {@code GET /api/whoami-v2}, as far as it speaks of the token.
 *
 * <p>What is absent grants nothing; what is there and has another form than documented counts as an
 * unrecognized right, never as none.
 */
final class WhoAmIBody {
  private static final ObjectReader READER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build().reader();

  // No underscore: no token passes for a name, whatever the Hub sends.
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z.]{0,63}");

  private WhoAmIBody() {}

  /** What the body says, or nothing if it is not the documented one. */
  static Optional<WhoAmI.Accepted> parse(byte[] body) {
    try {
      var auth = READER.readTree(body).path("auth");
      return auth.isObject() ? Optional.of(accepted(auth.path("accessToken"))) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static WhoAmI.Accepted accepted(JsonNode token) {
    var fineGrained = token.path("fineGrained");
    var scoped = new HashSet<String>();
    for (var scope : elements(fineGrained.path("scoped"))) {
      scoped.addAll(names(scope.path("permissions")));
    }
    var gated = fineGrained.path("canReadGatedRepos");
    return new WhoAmI.Accepted(
        name(token.path("role")),
        scoped,
        names(fineGrained.path("global")),
        !absent(gated) && !(gated.isBoolean() && !gated.booleanValue()));
  }

  private static Set<String> names(JsonNode list) {
    var names = new HashSet<String>();
    elements(list).forEach(element -> names.add(name(element)));
    return names;
  }

  /** A value that is no list counts as a list of that value. */
  private static Iterable<JsonNode> elements(JsonNode list) {
    return list.isArray() || absent(list) ? list : Set.of(list);
  }

  private static String name(JsonNode value) {
    return value.isTextual() && NAME.matcher(value.textValue()).matches()
        ? value.textValue()
        : WhoAmI.UNRECOGNIZED;
  }

  private static boolean absent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }
}
