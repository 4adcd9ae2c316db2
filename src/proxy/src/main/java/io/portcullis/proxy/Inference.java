package io.portcullis.proxy;

/** Finds the answer to a call of the endpoint that may be made as far as caller and body go. */
interface Inference {
  Exchange answer(InferenceCall call);
}
