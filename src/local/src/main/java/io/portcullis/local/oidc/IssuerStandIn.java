package io.portcullis.local.oidc;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.http.Answer;
import io.portcullis.local.http.Call;
import io.portcullis.local.http.LoopbackServer;
import io.portcullis.local.http.Reply;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * OpenID Connect issuers on loopback, one under every path and all with the same keys: what a
 * function reads of an issuer does not leave the machine.
 *
 * <p>Follows "OpenID Connect Discovery 1.0", section 4
 * (openid.net/specs/openid-connect-discovery-1_0.html).
 */
public final class IssuerStandIn implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DISCOVERY = "/.well-known/openid-configuration";
  private static final String KEYS = "/.well-known/jwks.json";
  private static final Duration HOLD = Duration.ofSeconds(60);

  private final SigningKeys keys = new SigningKeys();
  private final Set<String> issuers = ConcurrentHashMap.newKeySet();
  private final AtomicInteger requests = new AtomicInteger();
  private final LoopbackServer server;
  private volatile IssuerBehaviour behaviour = IssuerBehaviour.NORMAL;

  private IssuerStandIn() throws IOException {
    this.server = LoopbackServer.start("issuer", 0, 0, this::serve);
  }

  public static IssuerStandIn start() throws IOException {
    return new IssuerStandIn();
  }

  /** What takes the place of an issuer's scheme and host. */
  public URI url() {
    return server.url();
  }

  /** The keys that sign, to be rotated. */
  public SigningKeys keys() {
    return keys;
  }

  /** Answers like this from now on. */
  public void behave(IssuerBehaviour other) {
    behaviour = other;
  }

  /** How many calls arrived. */
  public int requests() {
    return requests.get();
  }

  /** Spells an issuer like this where it says its own name: one may end with a slash. */
  public void spell(String issuer) {
    issuers.add(issuer);
  }

  private void serve(Call call, Reply reply) throws IOException, InterruptedException {
    requests.incrementAndGet();
    switch (behaviour) {
      case NORMAL -> reply.send(answer(call));
      case SLOW -> {
        Thread.sleep(HOLD.toMillis());
        reply.send(unavailable());
      }
      case DOWN -> reply.send(unavailable());
    }
  }

  private Answer answer(Call call) {
    if (call.method().equals("GET") && call.path().endsWith(DISCOVERY)) {
      return discovery(url() + before(DISCOVERY, call.path()));
    }
    return call.method().equals("GET") && call.path().endsWith(KEYS)
        ? Answer.json(200, keys.published().toString())
        : Answer.json(404, "{\"error\":\"not_found\"}");
  }

  private Answer discovery(String issuer) {
    var document =
        JSON.createObjectNode()
            .put("issuer", spelled(issuer))
            .put("jwks_uri", issuer + KEYS)
            .put("authorization_endpoint", issuer + "/authorize")
            .put("token_endpoint", issuer + "/token");
    document.putArray("response_types_supported").add("code");
    document.putArray("subject_types_supported").add("public");
    document.putArray("id_token_signing_alg_values_supported").add("RS256").add("ES256");
    return Answer.json(200, document.toString());
  }

  private String spelled(String issuer) {
    return issuers.stream()
        .filter(known -> withoutSlash(known).equals(issuer))
        .findFirst()
        .orElse(issuer);
  }

  private static String before(String ending, String path) {
    return withoutSlash(path.substring(0, path.length() - ending.length()));
  }

  private static String withoutSlash(String text) {
    return text.replaceFirst("/$", "");
  }

  private static Answer unavailable() {
    return Answer.json(503, "{\"error\":\"temporarily_unavailable\"}");
  }

  @Override
  public void close() {
    server.close();
  }
}
