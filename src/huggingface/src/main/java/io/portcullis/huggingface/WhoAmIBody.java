package io.portcullis.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.huggingface.WhoAmI.ScopedPermission;
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
  // Of users and organizations, and of repositories; no underscore, so
  // that no token passes for one.
  private static final Pattern ENTITY =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,95}(/[A-Za-z0-9.-]{1,96})?");

  private WhoAmIBody() {}

  /** What the body says, or nothing if it is not the documented one. */
  static Optional<WhoAmI> parse(byte[] body) {
    return HubJson.object(body)
        .map(answer -> answer.path("auth"))
        .filter(JsonNode::isObject)
        .map(WhoAmIBody::whoAmI);
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
        HubJson.name(token.path("role")),
        scoped,
        names(fineGrained.path("global")),
        !HubJson.absent(gated) && !(gated.isBoolean() && !gated.booleanValue()),
        HubJson.time(auth.path("expiresAt")));
  }

  private static String entity(JsonNode name) {
    return name.isTextual() && ENTITY.matcher(name.textValue()).matches()
        ? name.textValue()
        : WhoAmI.UNRECOGNIZED;
  }

  private static Set<String> names(JsonNode list) {
    var names = new HashSet<String>();
    elements(list).forEach(element -> names.add(HubJson.name(element)));
    return names;
  }

  /** A value that is no list counts as a list of that value. */
  private static Iterable<JsonNode> elements(JsonNode list) {
    return list.isArray() || HubJson.absent(list) ? list : Set.of(list);
  }
}
