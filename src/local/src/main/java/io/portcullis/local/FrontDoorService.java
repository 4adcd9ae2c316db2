package io.portcullis.local;

import io.portcullis.local.apigateway.Outcome;
import io.portcullis.local.apigateway.RestApi;
import io.portcullis.local.apigateway.Source;
import io.portcullis.local.http.Answer;
import io.portcullis.local.http.Call;
import io.portcullis.local.http.Headers;
import io.portcullis.local.http.Reply;
import io.portcullis.local.http.Service;
import io.portcullis.local.waf.CidrBlock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds the stage of a call by the first segment of its path, and says where the caller is: at its
 * own address, or where the headers {@value #SOURCE_HEADER} and {@value #ENDPOINT_HEADER} say.
 * These headers exist only here and nothing behind sees them.
 */
final class FrontDoorService implements Service {
  /** Request header that simulates the caller's address. */
  static final String SOURCE_HEADER = "x-portcullis-source-ip";

  /** Request header that simulates the VPC endpoint through which the call comes. */
  static final String ENDPOINT_HEADER = "x-portcullis-source-vpce";

  private static final String LOOPBACK = "127.0.0.1";
  private static final Predicate<Headers.Header> SIMULATES =
      field ->
          field.name().equalsIgnoreCase(SOURCE_HEADER)
              || field.name().equalsIgnoreCase(ENDPOINT_HEADER);

  private final List<RestApi> apis;
  private final FrontDoorListener listener;

  FrontDoorService(List<RestApi> apis, FrontDoorListener listener) {
    this.apis = apis;
    this.listener = listener;
  }

  @Override
  public void serve(Call call, Reply reply) throws IOException, InterruptedException {
    var started = System.nanoTime();
    Source source;
    try {
      source = source(call);
    } catch (IllegalArgumentException e) {
      reply.send(Answer.json(400, "{\"message\":\"%s\"}".formatted(e.getMessage())));
      return;
    }
    var api = apis.stream().filter(stage -> serves(stage, call.path())).findFirst();
    var outcome =
        api.isPresent() ? api.get().handle(withoutSimulation(call), source) : noSuchStage();
    record(call, outcome, source, started);
    outcome.sendTo(reply);
  }

  private static Source source(Call call) {
    var address = call.headers().first(SOURCE_HEADER).orElse(LOOPBACK);
    var endpoint = call.headers().first(ENDPOINT_HEADER);
    if (endpoint.filter(id -> !id.matches("vpce-[0-9a-z]+")).isPresent()) {
      throw new IllegalArgumentException(ENDPOINT_HEADER + ": not the id of a VPC endpoint");
    }
    var simulation = call.headers().fields().stream().filter(SIMULATES).toList();
    try {
      return new Source(CidrBlock.address(address), endpoint, new Headers(simulation));
    } catch (IllegalArgumentException e) {
      // What was sent is left out of the answer.
      throw new IllegalArgumentException(SOURCE_HEADER + ": not an IP address", e);
    }
  }

  private static Call withoutSimulation(Call call) {
    return call.withHeaders(
        new Headers(call.headers().fields().stream().filter(SIMULATES.negate()).toList()));
  }

  private static boolean serves(RestApi api, String path) {
    return path.equals("/" + api.stageName()) || path.startsWith("/" + api.stageName() + "/");
  }

  /** A stage that does not exist is refused before any gateway response of the API applies. */
  private static Outcome noSuchStage() {
    var answer =
        Answer.json(403, "{\"message\":\"Forbidden\"}")
            .with("x-amzn-ErrorType", "ForbiddenException");
    return new Outcome(answer, "stage", "", "API Gateway", Optional.empty());
  }

  private void record(Call call, Outcome outcome, Source source, long started) {
    listener.answered(
        new RequestRecord(
            call.method(),
            call.path(),
            outcome.answer().status(),
            outcome.layer(),
            outcome.code(),
            outcome.service(),
            outcome.customer().orElse(""),
            source.address().getHostAddress(),
            Duration.ofNanos(System.nanoTime() - started)));
  }
}
