package io.portcullis.constructs.network;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;
import java.util.regex.Pattern;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;

/**
 * Properties of a {@link HuggingFacePrivateLink}. Create them with {@link #builder()}; the record's
 * own constructor changes with every new property.
 */
public record HuggingFacePrivateLinkProps(
    IVpc vpc, String serviceName, ISecurityGroup clientSecurityGroup) {
  private static final Pattern SERVICE_NAME =
      Pattern.compile("com\\.amazonaws\\.vpce\\.[a-z0-9-]+\\.vpce-svc-[0-9a-f]+");

  public HuggingFacePrivateLinkProps {
    requireNonNull(vpc, "'vpc' is required");
    requireNonNull(serviceName, "'serviceName' is required");
    requireNonNull(clientSecurityGroup, "'clientSecurityGroup' is required");
    if (!SERVICE_NAME.matcher(serviceName).matches() && !Token.isUnresolved(serviceName)) {
      throw new IllegalArgumentException(
          "'serviceName' must have the form com.amazonaws.vpce.<region>.vpce-svc-<id>, got '%s'"
              .formatted(serviceName));
    }
  }

  public static Builder<HuggingFacePrivateLinkProps> builder() {
    return new Builder<>(Function.identity());
  }

  /**
   * Collects the properties of a {@link HuggingFacePrivateLink}.
   *
   * @param <T> what {@link #build()} returns: the props, or the construct itself
   */
  public static final class Builder<T> {
    private final Function<HuggingFacePrivateLinkProps, T> target;
    private IVpc vpc;
    private String serviceName;
    private ISecurityGroup clientSecurityGroup;

    Builder(Function<HuggingFacePrivateLinkProps, T> target) {
      this.target = target;
    }

    /** VPC that the endpoint is reached from. Required. */
    public Builder<T> vpc(IVpc vpc) {
      this.vpc = vpc;
      return this;
    }

    /**
     * Service name that Hugging Face gives, such as {@code
     * com.amazonaws.vpce.us-east-1.vpce-svc-…}. Required.
     */
    public Builder<T> serviceName(String serviceName) {
      this.serviceName = serviceName;
      return this;
    }

    /** Security group that may connect, on port 443. Required. */
    public Builder<T> clientSecurityGroup(ISecurityGroup clientSecurityGroup) {
      this.clientSecurityGroup = clientSecurityGroup;
      return this;
    }

    public T build() {
      return target.apply(new HuggingFacePrivateLinkProps(vpc, serviceName, clientSecurityGroup));
    }
  }
}
