package io.portcullis.test.datapath;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.local.huggingface.Behaviour;
import io.portcullis.local.huggingface.Pace;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Calls with one {@code Idempotency-Key}, which come to several processes. */
@ExtendWith(SharedDoors.class)
class IdempotencyTest {
  private static final String HEADER = "idempotency-key";

  private final String key = UUID.randomUUID().toString();
  private final DataPath door;

  IdempotencyTest(DataPath door) {
    this.door = door;
  }

  @Test
  void givesTwoThatComeAtOnce_theAnswerOfOneCall() throws Exception {
    var chat = Chat.anew(Behaviour.WARMING);
    door.standIn().scaleToZero(Duration.ofHours(1));

    join(chat, door.standIn()::scaleUp);
  }

  @Test
  void givesTwoThatComeAtOnce_theStreamOfOneCall() throws Exception {
    var released = new CountDownLatch(1);
    door.standIn()
        .pace(
            chunk -> {
              if (chunk == 1) {
                released.await();
              }
            });
    try {
      join(Chat.anew().streamed(), released::countDown);
    } finally {
      released.countDown();
      door.standIn().pace(Pace.AT_ONCE);
    }
  }

  @Test
  void doesNotRepeatWhatWasDone() throws Exception {
    var chat = Chat.anew();
    assertThat(call(chat).statusCode()).isEqualTo(200);
    var before = door.standIn().completions();

    Await.until(() -> !DataPath.code(call(chat)).equals("guard_idempotency_running"));
    var again = call(chat);

    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(DataPath.code(again)).isEqualTo("guard_idempotency_done");
    assertThat(door.standIn().completions()).isEqualTo(before);
  }

  @Test
  void refusesAnotherBody() throws Exception {
    call(Chat.anew());

    var other = call(Chat.anew());

    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(DataPath.code(other)).isEqualTo("guard_idempotency_conflict");
  }

  @Test
  void refusesAKeyThatIsNone() throws Exception {
    var refused = door.call("acme", Chat.anew(), HEADER, "\"without an end");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(DataPath.code(refused)).isEqualTo("request_idempotency_key");
  }

  /** Calls twice while the endpoint is kept from its end. */
  private void join(Chat chat, Runnable release) throws Exception {
    var before = door.standIn().completions();
    var first = door.begin("acme", chat, HEADER, key);
    Await.until(() -> door.standIn().completions() > before);
    var second = door.begin("acme", chat, HEADER, key);
    Await.until(
        () -> door.table().items().stream().anyMatch(item -> item.at("/awaited/N").asInt() > 0));

    release.run();

    assertThat(first.join().statusCode()).isEqualTo(200);
    assertThat(second.join().statusCode()).isEqualTo(200);
    assertThat(second.join().body()).isEqualTo(first.join().body());
    assertThat(second.join().headers().firstValue("content-type"))
        .isEqualTo(first.join().headers().firstValue("content-type"));
    assertThat(door.standIn().completions() - before).isEqualTo(1);
  }

  private HttpResponse<String> call(Chat chat) throws Exception {
    return door.call("acme", chat, HEADER, key);
  }
}
