package io.portcullis.proxy.upstream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.portcullis.proxy.outcome.Outcome;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A 400 of Hugging Face's proxy, and those of engines. */
@Timeout(30)
class PausedTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bad Request: Invalid state",
        "{\"error\":\"Bad Request: Invalid state\"}",
        "Bad Request: Invalid state\n"
      })
  void isKnownByItsSentence(String body) throws Exception {
    var result = chat(body);

    assertThat(result.status()).isEqualTo(503);
    assertThat(result.code()).isEqualTo("upstream_paused");
    assertThat(result.answer().outcome()).isEqualTo(Outcome.OTHER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"error\":\"max_tokens is too large\"}", "Invalid state"})
  void isNotWhatAnEngineSays(String body) throws Exception {
    assertThat(chat(body).code()).isEqualTo("upstream_rejected");
  }

  @Test
  void isNotLookedFor_beyond4Kilobytes() throws Exception {
    assertThat(chat("x".repeat(4096) + "Bad Request: Invalid state").code())
        .isEqualTo("upstream_rejected");
  }

  @Test
  void isNotWaitedFor() throws Exception {
    var release = new CountDownLatch(1);

    var result =
        chat(
            exchange -> {
              exchange.sendResponseHeaders(400, 0);
              exchange.getResponseBody().write("Bad Request: ".getBytes(US_ASCII));
              exchange.getResponseBody().flush();
              await(release);
            });
    release.countDown();

    assertThat(result.code()).isEqualTo("upstream_rejected");
  }

  private static Trial.Result chat(String body) throws Exception {
    return chat(
        exchange -> {
          exchange.sendResponseHeaders(400, body.isEmpty() ? -1 : body.length());
          exchange.getResponseBody().write(body.getBytes(US_ASCII));
          exchange.close();
        });
  }

  private static Trial.Result chat(HttpHandler handler) throws Exception {
    var threads = Executors.newCachedThreadPool();
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var server = HttpServer.create(address, 0);
    server.setExecutor(threads);
    server.createContext("/", handler);
    server.start();
    try {
      var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
      return new Trial(url, "hf_planted_0123456789", Trial.TIMEOUTS).chat(false);
    } finally {
      server.stop(0);
      threads.shutdownNow();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
