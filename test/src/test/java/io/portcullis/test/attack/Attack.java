package io.portcullis.test.attack;

import com.fasterxml.jackson.databind.node.TextNode;
import io.portcullis.test.attack.ablation.Ablation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A case of the corpus: how a call differs from a good one, who must refuse it, and who does where
 * that one is switched off.
 *
 * @param name a sentence
 * @param identities ways to ask who calls that it is about, all if none is named
 * @param needs what an environment must have for it
 * @param safe whether it may be fired at what is deployed
 * @param method of HTTP
 * @param path below the stage, as it is sent
 * @param without headers of a good call that it lacks
 * @param headers added as they are, after the signature
 * @param contentType of the body, in place of a good one's; empty for none
 * @param key that it brings
 * @param identity by which it is made
 * @param source where it comes from
 * @param body that it brings
 * @param chunked whether the body comes in chunks
 * @param flood how often it is repeated, once if not at all
 * @param refusedBy who refuses it, or {@code none} if it must pass
 * @param off the ablation that switches that one off, empty if the refusal tells
 * @param then who refuses it next, {@code none}, or {@code fixed} where no template switches off
 */
public record Attack(
    String name,
    Set<IdentityType> identities,
    Set<Need> needs,
    boolean safe,
    String method,
    String path,
    List<String> without,
    List<String> headers,
    String contentType,
    KeyChoice key,
    IdentityChoice identity,
    Place source,
    Body body,
    boolean chunked,
    Flood flood,
    ByIdentity refusedBy,
    String off,
    ByIdentity then) {

  public Attack {
    if (name == null || refusedBy == null) {
      throw new IllegalArgumentException("'name' and 'refusedBy' are required");
    }
    identities = identities == null ? Set.of(IdentityType.values()) : Set.copyOf(identities);
    needs = needs == null ? Set.of() : Set.copyOf(needs);
    method = method == null ? "POST" : method;
    path = path == null ? "/v1/chat/completions" : path;
    without = without == null ? List.of() : List.copyOf(without);
    headers = headers == null ? List.of() : List.copyOf(headers);
    contentType = contentType == null ? "application/json" : contentType;
    key = key == null ? KeyChoice.OWN : key;
    identity = identity == null ? IdentityChoice.OWN : identity;
    source = source == null ? Place.OWN : source;
    flood = flood == null ? Flood.ONE_CALL : flood;
    off = off == null ? "" : off;
    then = then == null ? ByIdentity.UNTOLD : then;
    body = body == null ? method.equals("GET") ? Body.EMPTY : Body.GOOD : body;
    for (var type : new TreeSet<>(identities)) {
      requireOutcomes(type, identity, refusedBy, then);
      requireAblation(type, refusedBy, off, then);
    }
  }

  /** A good call, but for who makes it from where. */
  public static Attack call(String name, KeyChoice key, IdentityChoice identity, Place source) {
    return new Attack(
        name,
        null,
        null,
        false,
        null,
        null,
        null,
        null,
        null,
        key,
        identity,
        source,
        null,
        false,
        null,
        ByIdentity.of(TextNode.valueOf("none")),
        null,
        null);
  }

  /** What switches off who refuses it; empty where it must pass, or where no template can. */
  Optional<Ablation> ablation(IdentityType type) {
    return ablation(type, refusedBy, off, then);
  }

  private static Optional<Ablation> ablation(
      IdentityType type, ByIdentity refusedBy, String off, ByIdentity then) {
    if (then.under(type).filter(next -> !next.equals(Outcome.FIXED)).isEmpty()) {
      return Optional.empty();
    }
    return off.isEmpty()
        ? refusedBy.under(type).flatMap(Ablation::of)
        : Optional.of(Ablation.named(off));
  }

  private static void requireAblation(
      IdentityType type, ByIdentity refusedBy, String off, ByIdentity then) {
    if (then.under(type).filter(next -> !next.equals(Outcome.FIXED)).isPresent()
        && ablation(type, refusedBy, off, then).isEmpty()) {
      throw new IllegalArgumentException(
          "'then' must be 'fixed', nothing switches '%s' off"
              .formatted(refusedBy.under(type).orElseThrow()));
    }
  }

  private static void requireOutcomes(
      IdentityType type, IdentityChoice identity, ByIdentity refusedBy, ByIdentity then) {
    if (!identity.exists(type)) {
      throw new IllegalArgumentException(
          "'identity: %s' means nothing under %s, name the 'identities'".formatted(identity, type));
    }
    var refusal = refusedBy.under(type);
    if (refusal.isEmpty()) {
      throw new IllegalArgumentException("'refusedBy' must tell of %s".formatted(type));
    }
    if (refusal.get().isRefusal() != then.under(type).isPresent()) {
      throw new IllegalArgumentException(
          "'then' must tell of %s if it is refused, and not if it must pass".formatted(type));
    }
  }
}
