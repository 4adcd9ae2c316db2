package io.portcullis.constructs.network;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.services.ec2.SubnetType;

/**
 * How an Inference Endpoint is kept from those who may not call it, and with it how the proxy
 * reaches it.
 *
 * <p>A level is more than Hugging Face's {@code type}: since autumn 2025 {@code type} says only who
 * is authenticated, and PrivateLink is a switch of its own. No level is Hugging Face's {@code
 * authenticated}, which admits any Hugging Face account.
 */
public enum SecurityLevel {
  /**
   * Whoever knows the endpoint's own address may call it: {@code type} {@code public}, no
   * PrivateLink. The proxy goes out through a NAT gateway and may resolve the endpoint's name
   * alone.
   */
  PUBLIC,

  /**
   * The endpoint is on the internet and demands a token of its organization: {@code type} {@code
   * private}, no PrivateLink. The proxy goes out as at {@link #PUBLIC}.
   */
  PROTECTED,

  /**
   * The endpoint is reached by PrivateLink and demands a token of its organization: {@code type}
   * {@code private} with {@code privateService}. The proxy has no way out but interface endpoints.
   */
  PRIVATE;

  /** Tag of a gateway's REST API that carries its security level. */
  public static final String TAG = "portcullis:security-level";

  /** The security level that a tag's value names. */
  public static Optional<SecurityLevel> of(String tagValue) {
    return Stream.of(values()).filter(value -> value.tagValue().equals(tagValue)).findFirst();
  }

  /** Such as {@code private}. */
  public String tagValue() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of subnet that the proxy runs in. */
  SubnetType proxySubnetType() {
    return this == PRIVATE ? SubnetType.PRIVATE_ISOLATED : SubnetType.PRIVATE_WITH_EGRESS;
  }
}
