package io.portcullis.stacks.environment;

/**
 * The Hugging Face Inference Endpoint of an environment.
 *
 * @param url its address, {@code https} without a path
 * @param privateLinkService the VPC service name that Hugging Face gives for it
 */
public record EndpointConfig(String url, String privateLinkService) {
  public EndpointConfig {
    Rule.require(
        url.matches("https://[A-Za-z0-9.-]+"), "url", "must be https://<host> without a path", url);
    Rule.require(
        privateLinkService.matches("com\\.amazonaws\\.vpce\\.[a-z0-9-]+\\.vpce-svc-[0-9a-f]+"),
        "privateLinkService",
        "must have the form com.amazonaws.vpce.<region>.vpce-svc-<id>",
        privateLinkService);
  }
}
