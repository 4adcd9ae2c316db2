package io.portcullis.huggingface;

import io.portcullis.http.ServiceUrl;
import java.time.Duration;
import java.util.function.Function;

/** Everything that Hugging Face is asked. */
enum Question {
  WHO_AM_I(200, asked -> new HttpHub(asked.url, Recorder.CALLER, asked.timeout).whoAmI(token())),
  TOKENS(200, asked -> accounts(asked).tokens(account(), token())),
  MINT(201, asked -> accounts(asked).mint(account(), "portcullis/a/1", endpoint(), token())),
  DELETE(204, asked -> accounts(asked).delete(account(), "6f", token())),
  EXCHANGE(
      200,
      asked ->
          new HttpTokenExchange(asked.url, Recorder.CALLER, asked.timeout)
              .exchange(new OAuthClient("client", "planted secret"), "planted@example.com")),
  REVOKE(
      202, asked -> new HttpRevocation(asked.url, Recorder.CALLER, asked.timeout).revoke(token())),
  MAY_INFER(
      200,
      asked ->
          new HttpEndpointAccess(asked.url, Recorder.CALLER, asked.timeout)
              .mayInfer(endpoint(), token())),
  DESCRIBE(
      200,
      asked ->
          new HttpEndpoints(asked.url, Recorder.CALLER, asked.timeout)
              .describe(endpoint(), token()));

  private final int done;
  private final Function<Asked, HubReply<?>> ask;

  Question(int done, Function<Asked, HubReply<?>> ask) {
    this.done = done;
    this.ask = ask;
  }

  /** The status that says that it is done. */
  int done() {
    return done;
  }

  /** Whether the answer has to say something. */
  boolean isAnsweredByABody() {
    return this != DELETE && this != REVOKE;
  }

  HubReply<?> ask(ServiceUrl url) {
    return ask(url, Recorder.AMPLE);
  }

  HubReply<?> ask(ServiceUrl url, Duration timeout) {
    return ask.apply(new Asked(url, timeout));
  }

  static AccessToken token() {
    return AccessToken.parse("hf_planted0123456789").orElseThrow();
  }

  static ServiceAccount account() {
    return new ServiceAccount("acme", "65f0");
  }

  static EndpointName endpoint() {
    return new EndpointName("acme", "documents");
  }

  private static ServiceAccounts accounts(Asked asked) {
    return new HttpServiceAccounts(asked.url, Recorder.CALLER, asked.timeout);
  }

  private record Asked(ServiceUrl url, Duration timeout) {}
}
