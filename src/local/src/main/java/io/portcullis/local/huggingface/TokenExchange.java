package io.portcullis.local.huggingface;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.http.Answer;
import io.portcullis.local.http.Call;
import io.portcullis.local.http.QueryParameters;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@code POST /oauth/token}: an OAuth application exchanges the e-mail address of an organization's
 * member for a token of that member (huggingface.co/docs/hub/oauth; RFC 8693).
 */
final class TokenExchange implements HubRoute {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BASIC = "Basic ";
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";
  private static final String USER_EMAIL = "urn:huggingface:token-type:user-email";
  private static final String ENDPOINTS = "read-endpoints";
  private static final Set<String> SCOPES = Set.of(ENDPOINTS, "openid", "profile", "email");

  private final Tokens tokens;
  private final RandomText random = new RandomText();
  private final Map<String, Client> clients = new ConcurrentHashMap<>();

  /**
   * An application.
   *
   * @param subject e-mail address of the one member that its organization has
   */
  private record Client(String secret, String subject, Duration lifetime) {}

  TokenExchange(Tokens tokens) {
    this.tokens = tokens;
  }

  /** Registers an application, again perhaps; gives its new secret. */
  String add(String clientId, String subject, Duration lifetime) {
    var secret = random.letters(40);
    clients.put(clientId, new Client(secret, subject, lifetime));
    return secret;
  }

  @Override
  public Optional<Answer> answer(Call call) {
    return call.method().equals("POST") && call.path().equals("/oauth/token")
        ? Optional.of(exchange(call))
        : Optional.empty();
  }

  private Answer exchange(Call call) {
    var client = client(call.headers().first("Authorization").orElse(""));
    if (client.isEmpty()) {
      return refused(401, "invalid_client").with("WWW-Authenticate", "Basic realm=\"hub\"");
    }
    var form = QueryParameters.of(call.bodyText());
    if (!one(form, "grant_type").equals(GRANT)) {
      return refused(400, "unsupported_grant_type");
    }
    if (!one(form, "subject_token_type").equals(USER_EMAIL)
        || !one(form, "subject_token").equals(client.get().subject())) {
      return refused(400, "invalid_grant");
    }
    var scope = form.values("scope").isEmpty() ? ENDPOINTS : one(form, "scope");
    return SCOPES.containsAll(List.of(scope.split(" ")))
        ? exchanged(client.get(), scope)
        : refused(400, "invalid_scope");
  }

  private Answer exchanged(Client client, String scope) {
    var permissions =
        List.of(scope.split(" ")).contains(ENDPOINTS)
            ? Set.of(TokenRights.INFER)
            : Set.<String>of();
    var rights =
        new TokenRights(TokenRole.OAUTH, tokens.hosted().namespace(), permissions, List.of());
    var token = tokens.exchange(client.subject(), rights, client.lifetime());
    return HubAnswers.json(
        200,
        JSON.createObjectNode()
            .put("access_token", token.value())
            .put("token_type", "bearer")
            .put("expires_in", client.lifetime().toSeconds())
            .put("scope", scope)
            .put("issued_token_type", "urn:ietf:params:oauth:token-type:access_token"));
  }

  /** The application of a header, both parts of which are encoded (RFC 6749, section 2.3.1). */
  private Optional<Client> client(String authorization) {
    var pair = basic(authorization).split(":", 2);
    return pair.length == 2
        ? Optional.ofNullable(clients.get(QueryParameters.decode(pair[0])))
            .filter(client -> client.secret().equals(QueryParameters.decode(pair[1])))
        : Optional.empty();
  }

  private static String basic(String authorization) {
    try {
      return authorization.startsWith(BASIC)
          ? new String(Base64.getDecoder().decode(authorization.substring(BASIC.length())), UTF_8)
          : "";
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static String one(QueryParameters form, String name) {
    var values = form.values(name);
    return values.size() == 1 ? values.get(0) : "";
  }

  private static Answer refused(int status, String error) {
    return HubAnswers.error(status, error);
  }
}
