package io.portcullis.proxy.rehearsal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portcullis.http.ServiceUrl;
import io.portcullis.http.rehearsal.RehearsalServer;
import io.portcullis.http.rehearsal.TlsRehearsal;
import io.portcullis.runtime.HttpPrelude;
import io.portcullis.runtime.Invocation;
import io.portcullis.runtime.StreamHandler;
import io.portcullis.runtime.StreamResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Made-up calls before a snapshot is taken, so that whoever starts from it has loaded what a call
 * needs: of a function that is made for this alone and calls a server of this process in place of
 * everything else. Neither token nor table is touched, and nothing of it is kept.
 */
public final class Rehearsal {
  /** Often enough that what every call does is compiled, too. */
  private static final int TIMES = 20;

  private static final String ENDPOINT = "ENDPOINT_URL";

  private static final String EVENT =
      """
      {
        "resource": "/v1/chat/completions",
        "path": "/v1/chat/completions",
        "httpMethod": "POST",
        "multiValueHeaders": {"Content-Type": ["application/json"], "Accept": ["%s"]},
        "stageVariables": {
          "rehearsal": "key=rehearsal&subject=rehearsal&cidr=127.0.0.0/8&plan=rehearsal",
          "PLAN_REHEARSAL": "requests_minute=100&tokens_minute=100000"
        },
        "requestContext": {
          "requestId": "rehearsal",
          "authorizer": {"customer": "rehearsal"},
          "identity": {"apiKeyId": "rehearsal", "sourceIp": "127.0.0.1"}
        },
        "body": "{\\"model\\":\\"rehearsal\\",\\"messages\\":[{\\"role\\":\\"user\\",\\"content\\":\\"A rehearsal.\\"}],\\"max_tokens\\":1,\\"stream\\":%s}",
        "isBase64Encoded": false
      }
      """;

  private static final String WHOLE = EVENT.formatted("application/json", false);
  private static final String STREAMED = EVENT.formatted("text/event-stream", true);

  private Rehearsal() {}

  /**
   * Rehearses.
   *
   * @param environment the function's variables
   * @param function a new one with other variables, which logs nothing
   */
  public static void run(
      Map<String, String> environment, Function<Map<String, String>, StreamHandler> function)
      throws IOException, GeneralSecurityException {
    try (var server = RehearsalServer.start(RehearsedServices::answer)) {
      var variables = variables(environment, server.url());
      for (var time = 0; time < TIMES; time++) {
        var rehearsed = function.apply(variables);
        rehearsed.handle(invocation(WHOLE), new Unheard());
        rehearsed.handle(invocation(STREAMED), new Unheard());
      }
    }
    if (ServiceUrl.of(ENDPOINT, environment.get(ENDPOINT)).isHttps()) {
      TlsRehearsal.run();
    }
  }

  /**
   * The same, but with one address for everything that is called, and nothing refused: neither a
   * model, nor a call of whose quota a server that knows no table tells nothing.
   */
  private static Map<String, String> variables(Map<String, String> environment, String url) {
    var variables = new HashMap<>(environment);
    variables.keySet().removeIf(name -> name.startsWith("AWS_ENDPOINT_URL"));
    variables.putAll(
        Map.of("AWS_ENDPOINT_URL", url, ENDPOINT, url, "MODELS", "", "TABLE_FAILURE", "PASS"));
    return variables;
  }

  private static Invocation invocation(String event) {
    return new Invocation(
        "rehearsal", "rehearsal", Instant.now().plusSeconds(10), event.getBytes(UTF_8));
  }

  /** Goes nowhere. */
  private static final class Unheard implements StreamResponse {
    @Override
    public OutputStream begin(HttpPrelude prelude) {
      return OutputStream.nullOutputStream();
    }

    @Override
    public void end() {}
  }
}
