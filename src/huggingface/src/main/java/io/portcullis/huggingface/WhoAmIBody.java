package io.portcullis.huggingface;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.portcullis.huggingface.WhoAmI.ScopedPermission;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
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

  // Of users and organizations, and of repositories; no underscore here either.
  private static final Pattern ENTITY =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,95}(/[A-Za-z0-9.-]{1,96})?");

  private WhoAmIBody() {}

  /** What the body says, or nothing if it is not the documented one. */
  static Optional<WhoAmI> parse(byte[] body) {
    try {
      var auth = READER.readTree(body).path("auth");
      return auth.isObject() ? Optional.of(whoAmI(auth)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static WhoAmI whoAmI(JsonNode auth) {
    var token = auth.path("accessToken");
    var fineGrained = token.path("fineGrained");
    var scoped = new HashSet<ScopedPermission>();
    for (var scope : elements(fineGrained.path("scoped"))) {
      var entity = entity(scope.path("entity").path("name"));
      names(scope.path("permissions"))
          .forEach(permission -> scoped.add(new ScopedPermission(entity, permission)));
    }
    var gated = fineGrained.path("canReadGatedRepos");
    return new WhoAmI(
        name(token.path("role")),
        scoped,
        names(fineGrained.path("global")),
        !absent(gated) && !(gated.isBoolean() && !gated.booleanValue()),
        time(auth.path("expiresAt")));
  }

  private static Optional<Instant> time(JsonNode value) {
    try {
      return value.isTextual() ? Optional.of(Instant.parse(value.textValue())) : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static String entity(JsonNode name) {
    return name.isTextual() && ENTITY.matcher(name.textValue()).matches()
        ? name.textValue()
        : WhoAmI.UNRECOGNIZED;
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
