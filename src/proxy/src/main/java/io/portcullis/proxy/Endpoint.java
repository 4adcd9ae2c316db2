package io.portcullis.proxy;

import io.portcullis.huggingface.AccessToken;
import io.portcullis.huggingface.HttpReply;
import java.time.Duration;

/** The Hugging Face Inference Endpoint. */
interface Endpoint {
  /** Passes a request on, once, in the given time at most. */
  HttpReply call(ClientRequest request, AccessToken token, Duration timeout);
}
