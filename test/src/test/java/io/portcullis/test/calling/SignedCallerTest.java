package io.portcullis.test.calling;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import io.portcullis.test.Repository;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

class SignedCallerTest {
  private static final String BODY = "{\"messages\":[{\"role\":\"user\",\"content\":\"Hello ü\"}]}";

  @Test
  void isShownInTheGuide_wordForWord() throws IOException {
    var guide = Files.readString(Repository.root().resolve("docs/calling.md"));
    var source =
        Files.readString(Path.of("src/test/java/io/portcullis/test/calling/SignedCaller.java"));
    var method = source.substring(source.indexOf("  HttpExecuteResponse chat"));

    assertThat(guide)
        .contains(method.substring(0, method.lastIndexOf('}')).stripTrailing().stripIndent());
  }

  @Test
  void signsTheCallWithItsKey_forApiGateway() throws Exception {
    var sent = call();

    assertThat(sent.getFirst("x-api-key")).isEqualTo("key-value");
    assertThat(sent.getFirst("x-amz-security-token")).isEqualTo("session");
    assertThat(sent.getFirst("authorization"))
        .matches(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/\\d{8}/eu-west-1/execute-api/aws4_request,"
                + " SignedHeaders=[a-z0-9;-]*x-api-key[a-z0-9;-]*, Signature=[0-9a-f]{64}");
  }

  /** The headers that arrive where API Gateway would be. */
  private static Headers call() throws Exception {
    var arrived = new CompletableFuture<Headers>();
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/live/v1/chat/completions",
        exchange -> {
          assertThat(new String(exchange.getRequestBody().readAllBytes(), UTF_8)).isEqualTo(BODY);
          arrived.complete(exchange.getRequestHeaders());
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    try (var http = UrlConnectionHttpClient.create()) {
      var credentials = AwsSessionCredentials.create("AKIDEXAMPLE", "secret", "session");
      var caller =
          new SignedCaller(
              "http://127.0.0.1:%d/live".formatted(server.getAddress().getPort()),
              "eu-west-1",
              "key-value",
              StaticCredentialsProvider.create(credentials),
              http);

      assertThat(caller.chat(BODY).httpResponse().statusCode()).isEqualTo(200);
      return arrived.get();
    } finally {
      server.stop(0);
    }
  }
}
