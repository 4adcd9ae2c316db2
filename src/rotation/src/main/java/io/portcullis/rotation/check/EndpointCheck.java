package io.portcullis.rotation.check;

import io.portcullis.huggingface.AccessToken;
import io.portcullis.huggingface.EndpointAccess;
import io.portcullis.huggingface.EndpointName;
import io.portcullis.huggingface.HubReply;
import io.portcullis.rotation.failure.HubFailure;
import java.time.Instant;
import java.util.Optional;

/** Whether the endpoint takes a token, asked at Hugging Face, so that no replica is woken. */
final class EndpointCheck {
  private final EndpointAccess access;
  private final Optional<EndpointName> endpoint;

  EndpointCheck(EndpointAccess access, Optional<EndpointName> endpoint) {
    this.access = access;
    this.endpoint = endpoint;
  }

  /** Of a token that has passed everything else. */
  Verdict verdict(AccessToken token, Optional<Instant> expiresAt) {
    return endpoint
        .map(known -> verdict(token, expiresAt, known))
        .orElseGet(() -> new Verdict.Passed(expiresAt, true));
  }

  private Verdict verdict(AccessToken token, Optional<Instant> expiresAt, EndpointName known) {
    var answer = access.mayInfer(known, token);
    if (answer instanceof HubReply.Unavailable<?> unavailable) {
      return new Verdict.Unknown(
          "could not be verified: Hugging Face does not say whether its token may call the endpoint '%s', %s"
              .formatted(known, HubFailure.sentence(unavailable)));
    }
    if (answer instanceof HubReply.Refused<?> refused) {
      return switch (refused.refusal()) {
        case UNAUTHORIZED, FORBIDDEN ->
            new Verdict.Refused(
                "must hold a token that may call the endpoint '%s', it may not (%s)"
                    .formatted(
                        known, refused.refusal() == HubReply.Refusal.UNAUTHORIZED ? 401 : 403));
        // Not offered to everybody; the Hub has accepted the token with the right permissions.
        case NOT_FOUND -> new Verdict.Passed(expiresAt, false);
        case INVALID ->
            new Verdict.Unknown(
                "could not be verified: Hugging Face does not take the question whether its token may call the endpoint '%s'"
                    .formatted(known));
      };
    }
    return new Verdict.Passed(expiresAt, true);
  }
}
