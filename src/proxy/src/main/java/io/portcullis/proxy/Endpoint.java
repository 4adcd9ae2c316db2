package io.portcullis.proxy;

import io.portcullis.http.HttpReply;
import io.portcullis.huggingface.AccessToken;

/** The Hugging Face Inference Endpoint. */
interface Endpoint {
  /** Passes a request on, once; the body of a good reply is under way. */
  HttpReply call(ClientRequest request, AccessToken token, Deadline deadline);
}
