package io.portcullis.proxy.rehearsal;

import io.portcullis.http.rehearsal.RehearsalServer.Answer;
import io.portcullis.http.rehearsal.RehearsalServer.Call;

/** What everything that a call needs answers in a rehearsal: the endpoint, and AWS's services. */
final class RehearsedServices {
  /** A secret's value and an item in one. Put together here: no package holds a token's form. */
  private static final String AWS =
      """
      {"SecretString":"%s","CreatedDate":1.0,"Attributes":{},"Item":{}}"""
          .formatted("hf_" + "rehearsal".repeat(4));

  private static final String COMPLETION =
      """
      {"id":"rehearsal","object":"chat.completion","model":"rehearsal","choices":[{"index":0,\
      "message":{"role":"assistant","content":"A rehearsal."},"finish_reason":"stop"}],\
      "usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}""";

  private static final String EVENTS =
      """
      data: {"id":"rehearsal","object":"chat.completion.chunk","model":"rehearsal","choices":[\
      {"index":0,"delta":{"content":"A rehearsal."},"finish_reason":"stop"}]}

      data: {"id":"rehearsal","object":"chat.completion.chunk","model":"rehearsal","choices":[],\
      "usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}

      data: [DONE]

      """;

  private RehearsedServices() {}

  static Answer answer(Call call) {
    if (call.head().contains("x-amz-target:")) {
      return new Answer("application/json", AWS);
    }
    return call.body().contains("\"stream\":true")
        ? new Answer("text/event-stream", EVENTS)
        : new Answer("application/json", COMPLETION);
  }
}
