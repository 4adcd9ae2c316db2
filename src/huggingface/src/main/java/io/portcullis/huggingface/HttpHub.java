package io.portcullis.huggingface;

import io.portcullis.http.HttpCall;
import io.portcullis.http.HttpCaller;
import io.portcullis.http.HttpReply;
import io.portcullis.http.ServiceUrl;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The Hub over HTTP. */
public final class HttpHub implements Hub {
  // The longest known answers list the owner's organizations, some hundred bytes for each.
  private static final int ANSWER_LIMIT = 1024 * 1024;

  private final ServiceUrl url;
  private final HttpCaller caller;
  private final Duration timeout;

  /**
   * A Hub that is asked over HTTP.
   *
   * @param timeout time for one question
   */
  public HttpHub(ServiceUrl url, HttpCaller caller, Duration timeout) {
    this.url = url;
    this.caller = caller;
    this.timeout = timeout;
  }

  @Override
  public HubReply<WhoAmI> whoAmI(AccessToken token) {
    var headers =
        Map.of(
            "Accept", "application/json",
            "Authorization", token.authorization(),
            "User-Agent", "portcullis");
    var call = HttpCall.get(url.resolve("/api/whoami-v2"), headers, ANSWER_LIMIT);
    var reply = caller.send(call, timeout);
    if (reply instanceof HttpReply.Answered answered) {
      return whoAmI(answered);
    }
    if (reply instanceof HttpReply.TooLarge) {
      return unavailable(Unavailability.UNREADABLE);
    }
    return unavailable(
        reply instanceof HttpReply.TimedOut
            ? Unavailability.TIMED_OUT
            : Unavailability.UNREACHABLE);
  }

  private static HubReply<WhoAmI> whoAmI(HttpReply.Answered answered) {
    return switch (answered.status()) {
      case 200 ->
          WhoAmIBody.parse(answered.body())
              .<HubReply<WhoAmI>>map(HubReply.Done::new)
              .orElseGet(() -> unavailable(Unavailability.UNREADABLE));
      case 401 -> new HubReply.Refused<>(HubReply.Refusal.UNAUTHORIZED);
      case 403 -> new HubReply.Refused<>(HubReply.Refusal.FORBIDDEN);
      case 429 -> unavailable(Unavailability.RATE_LIMITED);
      default -> unavailable(Unavailability.UNEXPECTED_STATUS);
    };
  }

  private static HubReply<WhoAmI> unavailable(Unavailability reason) {
    return new HubReply.Unavailable<>(reason, Optional.empty());
  }
}
