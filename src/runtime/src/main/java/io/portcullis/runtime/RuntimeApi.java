package io.portcullis.runtime;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Lambda's Runtime API, one request after the other. */
final class RuntimeApi implements Closeable {
  private static final String VERSION = "/2018-06-01/runtime/";
  private static final byte[] NOTHING = new byte[0];

  private final String authority;
  private final InetSocketAddress address;
  private Optional<HttpConnection> connection = Optional.empty();

  /** An event, and the header by which X-Ray follows it. */
  record Next(Invocation invocation, Optional<String> traceId) {}

  /**
   * The API at a host and port; connects with the first request.
   *
   * @param authority the variable {@code AWS_LAMBDA_RUNTIME_API}
   */
  RuntimeApi(String authority) throws IOException {
    var colon = authority.lastIndexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("'AWS_LAMBDA_RUNTIME_API' must be a host and a port");
    }
    this.authority = authority;
    this.address =
        new InetSocketAddress(
            InetAddress.getByName(authority.substring(0, colon)),
            Integer.parseInt(authority.substring(colon + 1)));
  }

  /** Waits for the next event, for any time. */
  Next next() throws IOException {
    var response = get("invocation/next");
    return new Next(
        new Invocation(
            required(response, "Lambda-Runtime-Aws-Request-Id"),
            required(response, "Lambda-Runtime-Invoked-Function-Arn"),
            Instant.ofEpochMilli(Long.parseLong(required(response, "Lambda-Runtime-Deadline-Ms"))),
            response.body()),
        response.header("Lambda-Runtime-Trace-Id"));
  }

  /** Begins the answer to an event. */
  ChunkedBody respond(String requestId) throws IOException {
    return connection()
        .begin(
            "POST " + VERSION + "invocation/" + requestId + "/response",
            Map.of(
                "Host",
                authority,
                "Content-Type",
                HttpPrelude.CONTENT_TYPE,
                "Lambda-Runtime-Function-Response-Mode",
                "streaming",
                "Trailer",
                "Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body"));
  }

  /** Waits until Lambda has taken the answer. */
  void responded() throws IOException {
    finished(connection().response());
  }

  /** Tells that an event has no answer; not possible once the answer has begun. */
  void fail(String requestId, FunctionError error) throws IOException {
    post("invocation/" + requestId + "/error", error);
  }

  /** Tells that the function cannot start. */
  void failInit(FunctionError error) throws IOException {
    post("init/error", error);
  }

  /** Has Lambda take the snapshot; returns in an environment that starts from it. */
  void restoreNext() throws IOException {
    get("restore/next");
    // The other end of the connection belonged to the machine that the snapshot was taken on.
    close();
  }

  /** Tells that the function cannot start from the snapshot. */
  void failRestore(FunctionError error) throws IOException {
    post("restore/error", error);
  }

  private HttpResponse get(String path) throws IOException {
    var response =
        finished(
            connection().exchange("GET " + VERSION + path, Map.of("Host", authority), NOTHING));
    if (response.status() != 200) {
      throw new IOException(
          "the Runtime API answered %d to '%s'".formatted(response.status(), path));
    }
    return response;
  }

  private void post(String path, FunctionError error) throws IOException {
    finished(
        connection()
            .exchange(
                "POST " + VERSION + path,
                Map.of(
                    "Host",
                    authority,
                    "Content-Type",
                    "application/json",
                    "Lambda-Runtime-Function-Error-Type",
                    error.type()),
                error.json()));
  }

  private HttpConnection connection() throws IOException {
    if (connection.isEmpty()) {
      connection = Optional.of(HttpConnection.open(address));
    }
    return connection.get();
  }

  private HttpResponse finished(HttpResponse response) throws IOException {
    if (response.isLastOfConnection()) {
      close();
    }
    return response;
  }

  private static String required(HttpResponse response, String header) throws IOException {
    return response
        .header(header)
        .orElseThrow(() -> new IOException("the Runtime API left out '%s'".formatted(header)));
  }

  /** Ends the connection; the next request opens another one. */
  @Override
  public void close() throws IOException {
    if (connection.isPresent()) {
      var open = connection.get();
      connection = Optional.empty();
      open.close();
    }
  }
}
