package io.portcullis.constructs.encryption;

import java.util.function.Function;
import software.amazon.awscdk.RemovalPolicy;

/**
 * Properties of an {@link EncryptionKey}. Create them with {@link #builder()}; the record's own
 * constructor changes with every new property.
 */
public record EncryptionKeyProps(RemovalPolicy removalPolicy) {

  public static Builder<EncryptionKeyProps> builder() {
    return new Builder<>(Function.identity());
  }

  /**
   * Collects the properties of an {@link EncryptionKey}.
   *
   * @param <T> what {@link #build()} returns: the props, or the construct itself
   */
  public static final class Builder<T> {
    private final Function<EncryptionKeyProps, T> target;
    private RemovalPolicy removalPolicy = RemovalPolicy.RETAIN;

    Builder(Function<EncryptionKeyProps, T> target) {
      this.target = target;
    }

    /** What becomes of the key when its stack is deleted. Default: it is retained. */
    public Builder<T> removalPolicy(RemovalPolicy removalPolicy) {
      this.removalPolicy = removalPolicy;
      return this;
    }

    public T build() {
      return target.apply(new EncryptionKeyProps(removalPolicy));
    }
  }
}
