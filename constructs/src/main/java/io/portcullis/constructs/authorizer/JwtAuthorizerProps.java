package io.portcullis.constructs.authorizer;

import static java.util.Objects.requireNonNull;

import io.portcullis.constructs.function.FunctionPackage;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * Properties of a {@link JwtAuthorizer}. Create them with {@link #builder()}; the record's own
 * constructor changes with every new property.
 */
public record JwtAuthorizerProps(
    String issuer,
    List<String> audiences,
    List<String> scopes,
    List<JwtAlgorithm> algorithms,
    String subjectClaim,
    Duration clockSkew,
    Duration resultsCacheTtl,
    Code code,
    Number memorySize,
    Duration timeout,
    Optional<IKey> encryptionKey,
    RetentionDays logRetention,
    RemovalPolicy removalPolicy) {

  public JwtAuthorizerProps {
    requireNonNull(issuer, "'issuer' is required");
    requireNonNull(audiences, "'audiences' is required");
    requireNonNull(subjectClaim, "'subjectClaim' is required");
    requireNonNull(clockSkew, "'clockSkew' is required");
    requireNonNull(resultsCacheTtl, "'resultsCacheTtl' is required");
    audiences = List.copyOf(audiences);
    scopes = List.copyOf(scopes);
    algorithms = List.copyOf(algorithms);
    JwtRules.requireIssuer(issuer);
    JwtRules.requireAtLeastOne("audiences", audiences);
    JwtRules.requireWords("audiences", audiences);
    JwtRules.requireWords("scopes", scopes);
    JwtRules.requireAtLeastOne("algorithms", algorithms);
    JwtRules.requireWord("subjectClaim", subjectClaim);
    JwtRules.requireAtMost("clockSkew", clockSkew, Duration.minutes(5));
    JwtRules.requireAtMost("resultsCacheTtl", resultsCacheTtl, Duration.hours(1));
  }

  public static Builder<JwtAuthorizerProps> builder() {
    return new Builder<>(Function.identity());
  }

  /**
   * Collects the properties of a {@link JwtAuthorizer}.
   *
   * @param <T> what {@link #build()} returns: the props, or the construct itself
   */
  public static final class Builder<T> {
    private final Function<JwtAuthorizerProps, T> target;
    private String issuer;
    private List<String> audiences;
    private List<String> scopes = List.of();
    private List<JwtAlgorithm> algorithms = List.of(JwtAlgorithm.RS256, JwtAlgorithm.ES256);
    private String subjectClaim = "sub";
    private Duration clockSkew = Duration.seconds(30);
    private Duration resultsCacheTtl = Duration.minutes(5);
    private Code code;
    private Number memorySize = 512;
    private Duration timeout = Duration.seconds(10);
    private IKey encryptionKey;
    private RetentionDays logRetention = RetentionDays.THREE_MONTHS;
    private RemovalPolicy removalPolicy = RemovalPolicy.RETAIN;

    Builder(Function<JwtAuthorizerProps, T> target) {
      this.target = target;
    }

    /**
     * Who signs the tokens, to the letter what they have as {@code iss}, with or without a slash at
     * the end; an {@code https} address, below which its discovery document is. Required.
     */
    public Builder<T> issuer(String issuer) {
      this.issuer = issuer;
      return this;
    }

    /** Whom tokens are for; one of them must stand in {@code aud}. At least one is required. */
    public Builder<T> audiences(List<String> audiences) {
      this.audiences = audiences;
      return this;
    }

    /**
     * What tokens must allow; all of them must stand in {@code scope} or {@code scp}. Default:
     * none.
     */
    public Builder<T> scopes(List<String> scopes) {
      this.scopes = scopes;
      return this;
    }

    /**
     * What tokens may be signed with; a token that names another is refused. Default: {@code RS256}
     * and {@code ES256}, the two that RFC 7518 recommends, of which OpenID Connect asks every
     * issuer for the first.
     */
    public Builder<T> algorithms(List<JwtAlgorithm> algorithms) {
      this.algorithms = algorithms;
      return this;
    }

    /**
     * Claim whose value is among the {@code subjects} of a customer, such as {@code client_id}.
     * Default: {@code sub}.
     */
    public Builder<T> subjectClaim(String subjectClaim) {
      this.subjectClaim = subjectClaim;
      return this;
    }

    /**
     * By how much the issuer's clock may differ, in whole seconds up to 5 minutes. Default: 30
     * seconds.
     */
    public Builder<T> clockSkew(Duration clockSkew) {
      this.clockSkew = clockSkew;
      return this;
    }

    /**
     * Time that API Gateway keeps a result for the same token and API key, up to 1 hour; for so
     * long a token outlives its end, and a subject its customer. Default: 5 minutes.
     */
    public Builder<T> resultsCacheTtl(Duration resultsCacheTtl) {
      this.resultsCacheTtl = resultsCacheTtl;
      return this;
    }

    /**
     * Package of the function, with the handler {@code io.portcullis.authorizer.AuthorizerHandler}.
     * Default: the one inside this library.
     */
    public Builder<T> code(Code code) {
      this.code = code;
      return this;
    }

    /** Memory in MiB, from 128 to 10,240. Default: 512. */
    public Builder<T> memorySize(Number memorySize) {
      this.memorySize = memorySize;
      return this;
    }

    /**
     * Time after which Lambda ends a call. Default: 10 seconds, twice what the issuer has for both
     * of its documents.
     */
    public Builder<T> timeout(Duration timeout) {
      this.timeout = timeout;
      return this;
    }

    /** Key of the log group. Default: CloudWatch Logs' own. */
    public Builder<T> encryptionKey(IKey encryptionKey) {
      this.encryptionKey = encryptionKey;
      return this;
    }

    /** Time that log lines are kept. Default: three months. */
    public Builder<T> logRetention(RetentionDays logRetention) {
      this.logRetention = logRetention;
      return this;
    }

    /** What becomes of the log group when the stack is deleted. Default: it is retained. */
    public Builder<T> removalPolicy(RemovalPolicy removalPolicy) {
      this.removalPolicy = removalPolicy;
      return this;
    }

    public T build() {
      return target.apply(
          new JwtAuthorizerProps(
              issuer,
              audiences,
              scopes,
              algorithms,
              subjectClaim,
              clockSkew,
              resultsCacheTtl,
              code != null ? code : FunctionPackage.AUTHORIZER.code(),
              memorySize,
              timeout,
              Optional.ofNullable(encryptionKey),
              logRetention,
              removalPolicy));
    }
  }
}
