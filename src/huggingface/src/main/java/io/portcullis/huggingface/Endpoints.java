package io.portcullis.huggingface;

/** The API that manages Inference Endpoints, as far as it is read. */
public interface Endpoints {
  /** What an endpoint is; few tokens may ask. */
  HubReply<EndpointDescription> describe(EndpointName endpoint, AccessToken credential);
}
