package io.portcullis.proxy.upstream;

import io.portcullis.huggingface.AccessToken;
import io.portcullis.proxy.deadline.Deadline;
import io.portcullis.proxy.validation.ClientRequest;

/** The Hugging Face Inference Endpoint. */
public interface Endpoint {
  /** Passes a request on, once; the body of a good reply is under way. */
  EndpointReply call(ClientRequest request, AccessToken token, Deadline deadline);
}
