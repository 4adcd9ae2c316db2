package io.portcullis.stacks.environment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.portcullis.constructs.network.NatGatewayType;
import io.portcullis.constructs.network.SecurityLevel;
import java.util.List;

/**
 * The Hugging Face Inference Endpoint of an environment, and the way to it by security level. Its
 * address at Hugging Face names it: {@code endpoints.huggingface.co/<namespace>/endpoints/<name>}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "level")
@JsonSubTypes({
  @JsonSubTypes.Type(value = EndpointConfig.Public.class, name = "PUBLIC"),
  @JsonSubTypes.Type(value = EndpointConfig.Protected.class, name = "PROTECTED"),
  @JsonSubTypes.Type(value = EndpointConfig.Private.class, name = "PRIVATE")
})
public sealed interface EndpointConfig {

  /** The organization or user that owns it. */
  String namespace();

  /** Its own name. */
  String name();

  /** Its address, {@code https} without a path. */
  String url();

  SecurityLevel level();

  /** One on the internet, which the proxy reaches by a NAT gateway. */
  sealed interface OnTheInternet extends EndpointConfig {
    NatGatewayType natGateway();

    /** Names that the proxy may look up besides the endpoint's and AWS's. */
    List<String> allowedDomains();
  }

  /**
   * An endpoint that asks nobody for a token.
   *
   * @param natGateway the way to it
   * @param allowedDomains names that the proxy may look up besides the endpoint's and AWS's
   */
  record Public(
      String namespace,
      String name,
      String url,
      NatGatewayType natGateway,
      List<String> allowedDomains)
      implements OnTheInternet {
    public Public {
      requireName(namespace, name);
      requireUrl(url);
      allowedDomains = List.copyOf(allowedDomains);
    }

    @Override
    public SecurityLevel level() {
      return SecurityLevel.PUBLIC;
    }
  }

  /**
   * An endpoint on the internet that asks for a token of its owner.
   *
   * @param natGateway the way to it
   * @param allowedDomains names that the proxy may look up besides the endpoint's and AWS's
   */
  record Protected(
      String namespace,
      String name,
      String url,
      NatGatewayType natGateway,
      List<String> allowedDomains)
      implements OnTheInternet {
    public Protected {
      requireName(namespace, name);
      requireUrl(url);
      allowedDomains = List.copyOf(allowedDomains);
    }

    @Override
    public SecurityLevel level() {
      return SecurityLevel.PROTECTED;
    }
  }

  /**
   * An endpoint that is reached by PrivateLink alone.
   *
   * @param privateLinkService the VPC service name that Hugging Face gives for it
   * @param privateHostedZone whether the network itself resolves its name
   */
  record Private(
      String namespace,
      String name,
      String url,
      String privateLinkService,
      boolean privateHostedZone)
      implements EndpointConfig {
    public Private {
      requireName(namespace, name);
      requireUrl(url);
      Rule.require(
          privateLinkService.matches("com\\.amazonaws\\.vpce\\.[a-z0-9-]+\\.vpce-svc-[0-9a-f]+"),
          "privateLinkService",
          "must have the form com.amazonaws.vpce.<region>.vpce-svc-<id>",
          privateLinkService);
    }

    @Override
    public SecurityLevel level() {
      return SecurityLevel.PRIVATE;
    }
  }

  private static void requireName(String namespace, String name) {
    Rule.require(
        namespace.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,95}"),
        "namespace",
        "must be a user or organization of Hugging Face: a letter or digit, then also '-', '.' or '_'",
        namespace);
    Rule.require(
        name.matches("[a-z0-9-]{1,32}"),
        "name",
        "must be the endpoint's name: up to 32 lower-case letters, digits and dashes",
        name);
  }

  private static void requireUrl(String url) {
    Rule.require(
        url.matches("https://[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+"),
        "url",
        "must be https://<host> without a path",
        url);
  }
}
