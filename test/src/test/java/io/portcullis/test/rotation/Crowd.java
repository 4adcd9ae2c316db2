package io.portcullis.test.rotation;

import io.portcullis.local.huggingface.Pace;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** As many calls at once as this machine has processes of the proxy, so that each answers one. */
final class Crowd {
  /** What the function host starts of a function at most. */
  static final int SIZE = 8;

  private final HttpClient client = HttpClient.newHttpClient();
  private final RotationDoor door;

  Crowd(RotationDoor door) {
    this.door = door;
  }

  /** Calls; none of the answers ends before all have begun. Returns how many failed. */
  long callAtOnce() {
    var all = new CountDownLatch(SIZE);
    door.standIn()
        .pace(
            chunk -> {
              if (chunk == 1) {
                all.countDown();
                all.await();
              }
            });
    try {
      var calls = new ArrayList<CompletableFuture<HttpResponse<String>>>();
      for (var n = 0; n < SIZE; n++) {
        var body = BodyPublishers.ofString(Load.body(UUID.randomUUID().toString(), true));
        calls.add(client.sendAsync(door.call().POST(body).build(), BodyHandlers.ofString()));
      }
      // One that fails begins no stream, and would have the others wait for it.
      calls.forEach(call -> call.thenAccept(answer -> countDownUnlessOk(answer, all)));
      return calls.stream()
          .map(CompletableFuture::join)
          .filter(answer -> answer.statusCode() != 200)
          .count();
    } finally {
      door.standIn().pace(Pace.AT_ONCE);
    }
  }

  private static void countDownUnlessOk(HttpResponse<String> answer, CountDownLatch all) {
    if (answer.statusCode() != 200) {
      all.countDown();
    }
  }
}
