package io.portcullis.constructs.token;

import io.portcullis.constructs.encryption.EncryptionKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.secretsmanager.ReplicaRegion;

/**
 * Properties of a {@link HuggingFaceToken}. Create them with {@link #builder()}; the record's own
 * constructor changes with every new property.
 */
public record HuggingFaceTokenProps(
    Optional<IKey> encryptionKey,
    String scheduleExpression,
    Optional<Duration> window,
    List<String> operators,
    List<String> breakGlass,
    List<ReplicaRegion> replicaRegions,
    Number memorySize,
    RetentionDays logRetention,
    RemovalPolicy removalPolicy) {

  public HuggingFaceTokenProps {
    operators = List.copyOf(operators);
    breakGlass = List.copyOf(breakGlass);
    replicaRegions = List.copyOf(replicaRegions);
    var schedule = schedule(scheduleExpression);
    window.ifPresent(duration -> RotationWindow.require(duration, schedule));
    operators.forEach(arn -> PrincipalArn.require("operators", arn));
    breakGlass.forEach(arn -> PrincipalArn.require("breakGlass", arn));
  }

  /** When the token is rotated, unless only the deployment knows. */
  Optional<TokenSchedule> schedule() {
    return schedule(scheduleExpression);
  }

  private static Optional<TokenSchedule> schedule(String expression) {
    return Token.isUnresolved(expression)
        ? Optional.empty()
        : Optional.of(TokenSchedule.parse(expression));
  }

  public static Builder<HuggingFaceTokenProps> builder() {
    return new Builder<>(Function.identity());
  }

  /**
   * Collects the properties of a {@link HuggingFaceToken}.
   *
   * @param <T> what {@link #build()} returns: the props, or the construct itself
   */
  public static final class Builder<T> {
    private final Function<HuggingFaceTokenProps, T> target;
    private IKey encryptionKey;
    private String scheduleExpression = "rate(30 days)";
    private Duration window;
    private List<String> operators = List.of(HuggingFaceToken.ACCOUNT_PRINCIPALS);
    private List<String> breakGlass = List.of();
    private List<ReplicaRegion> replicaRegions = List.of();
    private Number memorySize = 512;
    private RetentionDays logRetention = RetentionDays.THREE_MONTHS;
    private RemovalPolicy removalPolicy = RemovalPolicy.RETAIN;

    Builder(Function<HuggingFaceTokenProps, T> target) {
      this.target = target;
    }

    /**
     * Key of the secret and of the log group, which must leave the decision to IAM and admit log
     * groups ({@link EncryptionKey#admitServices}). Default: a new {@link EncryptionKey}.
     */
    public Builder<T> encryptionKey(IKey encryptionKey) {
      this.encryptionKey = encryptionKey;
      return this;
    }

    /**
     * When Secrets Manager rotates the token, as {@link TokenSchedule} reads it. Default: {@code
     * rate(30 days)}.
     */
    public Builder<T> scheduleExpression(String scheduleExpression) {
      this.scheduleExpression = scheduleExpression;
      return this;
    }

    /**
     * Time during which a rotation may begin once it is due, in whole hours; it must end by
     * midnight UTC and before the next window opens. Default: the rest of the day, or one hour
     * where the schedule counts hours.
     */
    public Builder<T> window(Duration window) {
      this.window = window;
      return this;
    }

    /**
     * Who may stage a token: ARNs of IAM roles and users, with {@code *} and {@code ?} in their
     * names. IAM must allow it too; the secret's policy bars everybody else. None of them may read
     * a token. Default: whoever IAM allows it in the secret's account.
     */
    public Builder<T> operators(List<String> operators) {
      this.operators = operators;
      return this;
    }

    /**
     * Who may read, stage and promote a token in an emergency, as ARNs like those of {@link
     * #operators}; also the role that deploys, if it is not the one that the stack's synthesizer
     * names. Default: nobody.
     */
    public Builder<T> breakGlass(List<String> breakGlass) {
      this.breakGlass = breakGlass;
      return this;
    }

    /**
     * Regions that the secret and its policy are copied to, each with a key there. A replica costs
     * as much as a secret. Default: none.
     */
    public Builder<T> replicaRegions(List<? extends ReplicaRegion> replicaRegions) {
      this.replicaRegions = List.copyOf(replicaRegions);
      return this;
    }

    /** Memory of the rotation function in MiB, from 128 to 10,240. Default: 512. */
    public Builder<T> memorySize(Number memorySize) {
      this.memorySize = memorySize;
      return this;
    }

    /** Time that log lines are kept. Default: three months. */
    public Builder<T> logRetention(RetentionDays logRetention) {
      this.logRetention = logRetention;
      return this;
    }

    /** What becomes of stored data when the stack is deleted. Default: it is retained. */
    public Builder<T> removalPolicy(RemovalPolicy removalPolicy) {
      this.removalPolicy = removalPolicy;
      return this;
    }

    public T build() {
      return target.apply(
          new HuggingFaceTokenProps(
              Optional.ofNullable(encryptionKey),
              scheduleExpression,
              Optional.ofNullable(window),
              operators,
              breakGlass,
              replicaRegions,
              memorySize,
              logRetention,
              removalPolicy));
    }
  }
}
