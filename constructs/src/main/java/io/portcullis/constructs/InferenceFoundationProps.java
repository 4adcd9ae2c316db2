package io.portcullis.constructs;

import io.portcullis.constructs.encryption.EncryptionKey;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * Properties of an {@link InferenceFoundation}. Create them with {@link #builder()}; the record's
 * own constructor changes with every new property.
 */
public record InferenceFoundationProps(
    Optional<IKey> encryptionKey,
    String scheduleExpression,
    RetentionDays logRetention,
    RemovalPolicy removalPolicy) {

  public static Builder<InferenceFoundationProps> builder() {
    return new Builder<>(Function.identity());
  }

  /**
   * Collects the properties of an {@link InferenceFoundation}.
   *
   * @param <T> what {@link #build()} returns: the props, or the construct itself
   */
  public static final class Builder<T> {
    private final Function<InferenceFoundationProps, T> target;
    private IKey encryptionKey;
    private String scheduleExpression = "rate(30 days)";
    private RetentionDays logRetention = RetentionDays.THREE_MONTHS;
    private RemovalPolicy removalPolicy = RemovalPolicy.RETAIN;

    Builder(Function<InferenceFoundationProps, T> target) {
      this.target = target;
    }

    /**
     * Key of everything stored. It must admit the log groups and alarms of this account and Region.
     * Default: a new {@link EncryptionKey}.
     */
    public Builder<T> encryptionKey(IKey encryptionKey) {
      this.encryptionKey = encryptionKey;
      return this;
    }

    /**
     * When the token is rotated: {@code rate(…)} or {@code cron(…)} in UTC. Default: {@code rate(30
     * days)}.
     */
    public Builder<T> scheduleExpression(String scheduleExpression) {
      this.scheduleExpression = scheduleExpression;
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
          new InferenceFoundationProps(
              Optional.ofNullable(encryptionKey), scheduleExpression, logRetention, removalPolicy));
    }
  }
}
