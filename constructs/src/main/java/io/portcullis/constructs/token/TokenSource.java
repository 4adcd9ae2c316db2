package io.portcullis.constructs.token;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Token;

/** Where the next Hugging Face token comes from. */
public sealed interface TokenSource {
  /** An operator brings each token and stages it under the label {@code STAGED}. */
  static TokenSource staged() {
    return new Staged();
  }

  /**
   * Each token is made for a service account of the endpoint's organization (Hugging Face Hub,
   * "Service Accounts", Enterprise). The credential is a token of its administrator.
   *
   * @param id as in the service account's address at Hugging Face
   */
  static TokenSource serviceAccount(String id) {
    return new ServiceAccount(id);
  }

  /**
   * Each token is exchanged for a member of an organization (RFC 8693, Enterprise). The credential
   * is the secret of an OAuth application that Hugging Face has allowed this.
   *
   * @param clientId id of the OAuth application
   * @param subject e-mail address of the member that the tokens are of
   * @param lifetime time that a token lives at least, twice the time between two rotations or more
   */
  static TokenSource tokenExchange(String clientId, String subject, Duration lifetime) {
    return new TokenExchange(clientId, subject, lifetime);
  }

  /** See {@link TokenSource#staged}. */
  record Staged() implements TokenSource {}

  /** See {@link TokenSource#serviceAccount}. */
  record ServiceAccount(String id) implements TokenSource {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,96}");

    public ServiceAccount {
      requireNonNull(id, "'id' is required");
      require(
          ID, id, "'id' must be the id of a service account, such as '65f0a1b2c3d4e5f6a7b8c9d0'");
    }
  }

  /** See {@link TokenSource#tokenExchange}. */
  record TokenExchange(String clientId, String subject, Duration lifetime) implements TokenSource {
    /** Without a colon, which ends it in HTTP's Basic authentication (RFC 7617). */
    private static final Pattern CLIENT_ID = Pattern.compile("[\\x21-\\x39\\x3B-\\x7E]{1,256}");

    private static final Pattern ADDRESS = Pattern.compile("[^\\s@]{1,64}@[^\\s@]{1,255}");

    public TokenExchange {
      requireNonNull(clientId, "'clientId' is required");
      requireNonNull(subject, "'subject' is required");
      requireNonNull(lifetime, "'lifetime' is required");
      require(CLIENT_ID, clientId, "'clientId' must be the id of an OAuth application");
      require(ADDRESS, subject, "'subject' must be the e-mail address of a member");
    }
  }

  private static void require(Pattern pattern, String value, String rule) {
    if (!pattern.matcher(value).matches() && !Token.isUnresolved(value)) {
      throw new IllegalArgumentException("%s, got '%s'".formatted(rule, value));
    }
  }
}
