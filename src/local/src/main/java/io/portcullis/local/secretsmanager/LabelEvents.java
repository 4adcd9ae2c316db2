package io.portcullis.local.secretsmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells the event bus that a label has moved.
 *
 * <p>Follows "Secret Label Updated event"
 * (docs.aws.amazon.com/secretsmanager/latest/userguide/event-detail-secret-label-updated-secretsmanager.html).
 * AWS tells it some time later; here that is after the rotation that moved the label, so that its
 * function's process is free again.
 */
final class LabelEvents implements Secret.LabelListener {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> NOT_TOLD = Set.of(Secret.PENDING, Secret.PREVIOUS);

  private final Consumer<JsonNode> bus;
  private final Deque<JsonNode> held = new ArrayDeque<>();
  private int rotations;

  LabelEvents(Consumer<JsonNode> bus) {
    this.bus = bus;
  }

  @Override
  public synchronized void moved(Secret secret, String label, String versionId) {
    if (NOT_TOLD.contains(label)) {
      return;
    }
    var event =
        JSON.createObjectNode()
            .put("source", "aws.secretsmanager")
            .put("detail-type", "Secret Label Updated");
    event.putArray("resources").add(secret.arn());
    event
        .putObject("detail")
        .put("name", secret.name())
        .put("labelUpdated", label)
        .put("versionId", versionId);
    held.add(event);
    tell();
  }

  synchronized void rotationBegins() {
    rotations++;
  }

  synchronized void rotationEnds() {
    rotations--;
    tell();
  }

  private void tell() {
    while (rotations == 0 && !held.isEmpty()) {
      bus.accept(held.remove());
    }
  }
}
