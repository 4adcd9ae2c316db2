package io.portcullis.stacks.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a front door that answers as one that something is wrong with. */
class LocalCustodyTest {
  private static final String NOT_SERVED =
      "environment 'local' is not served now, './portcullis local' serves it";

  @TempDir private Path state;

  private HttpServer server;
  private int status = 200;
  private String body = "{}";

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          var bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().add("x-amzn-ErrorType", "SomeException");
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void saysThatNobodyServes() {
    assertThatExceptionOfType(CustodyException.class)
        .isThrownBy(() -> LocalCustody.of(state))
        .withMessage(NOT_SERVED);
  }

  @Test
  void saysThatNobodyServesAnyMore() throws IOException {
    var custody = custody();
    server.stop(0);

    assertThatExceptionOfType(CustodyException.class)
        .isThrownBy(custody::token)
        .withMessage(NOT_SERVED);
  }

  @Test
  void saysWhatIsRefused() throws IOException {
    status = 400;
    body = "{\"Message\": \"no\"}";
    var custody = custody();

    assertThatExceptionOfType(CustodyException.class)
        .isThrownBy(() -> custody.stage("hf_planted"))
        .withMessage("SomeException: no");
  }

  @Test
  void saysThatAnAnswerIsNoJson() throws IOException {
    body = "<html>";
    var custody = custody();

    assertThatExceptionOfType(CustodyException.class)
        .isThrownBy(custody::token)
        .withMessage("the local front door did not answer with JSON");
  }

  @Test
  void saysThatTheEnvironmentHasNoToken() throws IOException {
    var custody = custody("\"environment\": \"dev\"");

    assertThatExceptionOfType(CustodyException.class)
        .isThrownBy(custody::token)
        .withMessage("the environment that is served has no token that is rotated");
    assertThat(custody.environment()).isEqualTo("dev");
  }

  @Test
  void saysThatNothingWasLoggedYet() throws IOException {
    var custody = custody();

    assertThatExceptionOfType(CustodyException.class)
        .isThrownBy(custody::steps)
        .withMessage("the function has logged nothing yet");
  }

  private LocalCustody custody() throws IOException {
    return custody(
        "\"token\": {\"secret\": \"arn\", \"function\": \"f\", \"log\": \"%s\"}"
            .formatted(state.resolve("no.log")));
  }

  private LocalCustody custody(String more) throws IOException {
    var url = "http://127.0.0.1:" + server.getAddress().getPort();
    Files.writeString(
        state.resolve("local.json"),
        "{\"secretsManager\": \"%s\", \"lambda\": \"%s\", %s}".formatted(url, url, more));
    return LocalCustody.of(state);
  }
}
