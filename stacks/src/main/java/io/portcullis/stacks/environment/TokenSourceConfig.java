package io.portcullis.stacks.environment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;

/** Where the next token comes from. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = TokenSourceConfig.Staged.class, name = "STAGED"),
  @JsonSubTypes.Type(value = TokenSourceConfig.ServiceAccount.class, name = "SERVICE_ACCOUNT"),
  @JsonSubTypes.Type(value = TokenSourceConfig.TokenExchange.class, name = "TOKEN_EXCHANGE")
})
public sealed interface TokenSourceConfig {

  /** What the file calls it. */
  String word();

  /** An operator brings it. */
  record Staged() implements TokenSourceConfig {
    @Override
    public String word() {
      return "STAGED";
    }
  }

  /**
   * It is made for a service account of the endpoint's namespace, an organization on Enterprise.
   *
   * @param serviceAccount the account's id, not its name
   */
  record ServiceAccount(String serviceAccount) implements TokenSourceConfig {
    public ServiceAccount {
      Rule.require(
          serviceAccount.matches("[0-9a-f]{24}"),
          "serviceAccount",
          "must be the account's id, 24 hexadecimal digits",
          serviceAccount);
    }

    @Override
    public String word() {
      return "SERVICE_ACCOUNT";
    }
  }

  /**
   * An OAuth application of the organization, on Enterprise, gets it for a member (RFC 8693).
   *
   * @param clientId the application's
   * @param subject e-mail address of the member
   * @param lifetime time that a token lives at least, up to the 30 days that Hugging Face admits
   */
  record TokenExchange(String clientId, String subject, Duration lifetime)
      implements TokenSourceConfig {
    private static final Duration SHORTEST = Duration.ofHours(8);
    private static final Duration LONGEST = Duration.ofDays(30);

    public TokenExchange {
      Rule.require(
          clientId.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,127}"),
          "clientId",
          "must be the id of an OAuth application: letters, digits, '.', '_' and '-'",
          clientId);
      Rule.require(
          subject.matches("[!-?A-~]+@[!-?A-~]+\\.[!-?A-~]+"),
          "subject",
          "must be an address such as inference@example.com",
          subject);
      Rule.require(
          lifetime.compareTo(SHORTEST) >= 0
              && lifetime.compareTo(LONGEST) <= 0
              && lifetime.toMillis() % 1000 == 0,
          "lifetime",
          "must be whole seconds from PT8H to P30D",
          lifetime.toString());
    }

    @Override
    public String word() {
      return "TOKEN_EXCHANGE";
    }
  }
}
