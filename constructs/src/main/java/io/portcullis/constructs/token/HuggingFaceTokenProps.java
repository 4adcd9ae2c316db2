package io.portcullis.constructs.token;

import io.portcullis.constructs.encryption.EncryptionKey;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * Properties of a {@link HuggingFaceToken}. Create them with {@link #builder()}; the record's own
 * constructor changes with every new property.
 */
public record HuggingFaceTokenProps(
    Optional<IKey> encryptionKey,
    String scheduleExpression,
    RetentionDays logRetention,
    RemovalPolicy removalPolicy) {
  private static final Pattern SCHEDULE = Pattern.compile("(rate|cron)\\(.+\\)");

  public HuggingFaceTokenProps {

    if (!SCHEDULE.matcher(scheduleExpression).matches()
        && !Token.isUnresolved(scheduleExpression)) {
      throw new IllegalArgumentException(
          "'scheduleExpression' must be rate(…) or cron(…), got '%s'"
              .formatted(scheduleExpression));
    }
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
    private RetentionDays logRetention = RetentionDays.THREE_MONTHS;
    private RemovalPolicy removalPolicy = RemovalPolicy.RETAIN;

    Builder(Function<HuggingFaceTokenProps, T> target) {
      this.target = target;
    }

    /** Key of the secret and of the log group. Default: a new {@link EncryptionKey}. */
    public Builder<T> encryptionKey(IKey encryptionKey) {
      this.encryptionKey = encryptionKey;
      return this;
    }

    /**
     * When Secrets Manager rotates the token: {@code rate(…)} or {@code cron(…)} in UTC, at least
     * four hours apart. Default: {@code rate(30 days)}.
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
          new HuggingFaceTokenProps(
              Optional.ofNullable(encryptionKey), scheduleExpression, logRetention, removalPolicy));
    }
  }
}
