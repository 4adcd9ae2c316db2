package io.portcullis.huggingface;

import io.portcullis.http.HttpCaller;
import io.portcullis.http.ServiceUrl;
import io.portcullis.huggingface.HubReply.Refusal;
import io.portcullis.huggingface.HubReply.Refused;
import io.portcullis.huggingface.HubReply.Unavailable;
import java.time.Duration;
import java.util.Optional;

/** The Hub over HTTP. */
public final class HttpHub implements Hub {
  private final HubClient client;

  /**
   * A Hub that is asked over HTTP.
   *
   * @param timeout time for one question
   */
  public HttpHub(ServiceUrl url, HttpCaller caller, Duration timeout) {
    this.client = new HubClient(url, caller, timeout);
  }

  @Override
  public HubReply<WhoAmI> whoAmI(AccessToken token) {
    var request = HubRequest.get("/api/whoami-v2").as(token);
    var reply = client.ask(request, 200, WhoAmIBody::parse);
    // The question holds nothing but the token: any other refusal says nothing of it.
    return reply instanceof Refused<WhoAmI> refused
            && (refused.refusal() == Refusal.NOT_FOUND || refused.refusal() == Refusal.INVALID)
        ? new Unavailable<>(Unavailability.UNEXPECTED_STATUS, Optional.empty())
        : reply;
  }
}
