package io.portcullis.huggingface;

import io.portcullis.http.HttpCaller;
import io.portcullis.http.HttpReply;
import io.portcullis.http.ServiceUrl;
import io.portcullis.huggingface.HubReply.Refusal;
import io.portcullis.huggingface.HubReply.Refused;
import io.portcullis.huggingface.HubReply.Unavailable;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Asks Hugging Face over HTTP, posts once, and tells what the status means. */
final class HubClient {
  private final ServiceUrl url;
  private final HttpCaller caller;
  private final Duration timeout;

  /**
   * A client of one of its services.
   *
   * @param timeout time for one question
   */
  HubClient(ServiceUrl url, HttpCaller caller, Duration timeout) {
    this.url = url;
    this.caller = caller;
    this.timeout = timeout;
  }

  /**
   * Asks.
   *
   * @param done status that says that it is done
   * @param answer what the body says, or nothing if it is not the documented one
   */
  <T> HubReply<T> ask(HubRequest request, int done, Function<byte[], Optional<T>> answer) {
    var reply = caller.send(request.to(url, done), timeout);
    if (reply instanceof HttpReply.Answered answered) {
      return answered.status() == done
          ? answer
              .apply(answered.body())
              .<HubReply<T>>map(HubReply.Done::new)
              .orElseGet(() -> unavailable(Unavailability.UNREADABLE))
          : undone(answered);
    }
    if (reply instanceof HttpReply.TooLarge) {
      return unavailable(Unavailability.UNREADABLE);
    }
    return unavailable(
        reply instanceof HttpReply.TimedOut
            ? Unavailability.TIMED_OUT
            : Unavailability.UNREACHABLE);
  }

  private static <T> HubReply<T> undone(HttpReply.Answered answered) {
    var status = answered.status();
    return switch (status) {
      case 401 -> new Refused<>(Refusal.UNAUTHORIZED);
      case 403 -> new Refused<>(Refusal.FORBIDDEN);
      case 404, 405 -> new Refused<>(Refusal.NOT_FOUND);
      case 408 -> unavailable(Unavailability.UNEXPECTED_STATUS);
      case 429 -> new Unavailable<>(Unavailability.RATE_LIMITED, RetryAfter.of(answered.headers()));
      default ->
          status >= 400 && status < 500
              ? new Refused<>(Refusal.INVALID)
              : unavailable(Unavailability.UNEXPECTED_STATUS);
    };
  }

  private static <T> HubReply<T> unavailable(Unavailability reason) {
    return new Unavailable<>(reason, Optional.empty());
  }
}
