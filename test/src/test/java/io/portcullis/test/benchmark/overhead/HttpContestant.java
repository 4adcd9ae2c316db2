package io.portcullis.test.benchmark.overhead;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portcullis.test.benchmark.ChildProcess;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A server that is called over HTTP, by the JDK's oldest client, which is the quickest here and
 * keeps connections open.
 *
 * @param process empty if somebody else ends it
 */
record HttpContestant(
    String name, URI url, Map<String, String> headers, Optional<ChildProcess> process)
    implements Contestant {

  static HttpContestant direct(URI endpoint, String token) {
    return new HttpContestant(
        "direct", endpoint, Map.of("Authorization", "Bearer " + token), Optional.empty());
  }

  HttpContestant with(String header, String value) {
    var more = new HashMap<>(headers);
    more.put(header, value);
    return new HttpContestant(name, url, more, process);
  }

  @Override
  public Caller connect() {
    return this::call;
  }

  private void call(String body) throws IOException {
    var bytes = body.getBytes(UTF_8);
    var connection =
        (HttpURLConnection) url.resolve("/v1/chat/completions").toURL().openConnection();
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(bytes.length);
    connection.setRequestProperty("Content-Type", "application/json");
    headers.forEach(connection::setRequestProperty);
    try (var out = connection.getOutputStream()) {
      out.write(bytes);
    }
    if (connection.getResponseCode() != 200) {
      throw new IOException("'%s' answers %d".formatted(name, connection.getResponseCode()));
    }
    try (var in = connection.getInputStream()) {
      in.readAllBytes();
    }
  }

  @Override
  public void close() {
    process.ifPresent(ChildProcess::close);
  }

  /** Without the headers: one holds a token. */
  @Override
  public String toString() {
    return name;
  }
}
