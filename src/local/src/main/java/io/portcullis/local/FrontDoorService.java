package io.portcullis.local;

import io.portcullis.local.apigateway.RestApi;
import io.portcullis.local.http.Answer;
import io.portcullis.local.http.Call;
import io.portcullis.local.http.Reply;
import io.portcullis.local.http.Service;
import io.portcullis.local.waf.CidrBlock;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * Finds the stage of a call by the first segment of its path, and says where the caller is: at its
 * own address, or at the one that the header {@value #SOURCE_HEADER} names. That header exists only
 * here and nothing behind sees it.
 */
final class FrontDoorService implements Service {
  /** Request header that simulates the caller's address. */
  static final String SOURCE_HEADER = "x-portcullis-source-ip";

  private static final String LOOPBACK = "127.0.0.1";

  private final List<RestApi> apis;
  private final FrontDoorListener listener;

  FrontDoorService(List<RestApi> apis, FrontDoorListener listener) {
    this.apis = apis;
    this.listener = listener;
  }

  @Override
  public void serve(Call call, Reply reply) throws IOException, InterruptedException {
    var started = System.nanoTime();
    InetAddress source;
    try {
      source = CidrBlock.address(call.headers().first(SOURCE_HEADER).orElse(LOOPBACK));
    } catch (IllegalArgumentException e) {
      reply.send(
          Answer.json(400, "{\"message\":\"%s: not an IP address\"}".formatted(SOURCE_HEADER)));
      return;
    }
    var api = apis.stream().filter(stage -> serves(stage, call.path())).findFirst();
    if (api.isEmpty()) {
      // A stage that does not exist is refused before any gateway response of the API applies.
      reply.send(
          Answer.json(403, "{\"message\":\"Forbidden\"}")
              .with("x-amzn-ErrorType", "ForbiddenException"));
      record(call, 403, "stage", "API Gateway", "", source, started);
      return;
    }
    var outcome = api.get().handle(call.withHeaders(call.headers().without(SOURCE_HEADER)), source);
    record(
        call,
        outcome.answer().status(),
        outcome.layer(),
        outcome.service(),
        outcome.customer().orElse(""),
        source,
        started);
    reply.send(outcome.answer());
  }

  private static boolean serves(RestApi api, String path) {
    return path.equals("/" + api.stageName()) || path.startsWith("/" + api.stageName() + "/");
  }

  private void record(
      Call call,
      int status,
      String layer,
      String service,
      String customer,
      InetAddress source,
      long started) {
    listener.answered(
        new RequestRecord(
            call.method(),
            call.path(),
            status,
            layer,
            service,
            customer,
            source.getHostAddress(),
            Duration.ofNanos(System.nanoTime() - started)));
  }
}
