package io.portcullis.huggingface;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portcullis.http.HttpCaller;
import io.portcullis.http.ServiceUrl;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Base64;

/** Token exchange over HTTP (Hugging Face Hub, "Sign in with Hugging Face"; RFC 8693). */
public final class HttpTokenExchange implements TokenExchange {
  private static final String FORM =
      "grant_type=urn:ietf:params:oauth:grant-type:token-exchange"
          + "&subject_token_type=urn:huggingface:token-type:user-email"
          + "&scope="
          + ExchangeBody.SCOPE
          + "&subject_token=";

  private final HubClient client;

  /**
   * A token exchange that is asked over HTTP.
   *
   * @param timeout time for one question
   */
  public HttpTokenExchange(ServiceUrl url, HttpCaller caller, Duration timeout) {
    this.client = new HubClient(url, caller, timeout);
  }

  @Override
  public HubReply<Exchanged> exchange(OAuthClient oauthClient, String subject) {
    var request =
        HubRequest.post(
                "/oauth/token", "application/x-www-form-urlencoded", FORM + encoded(subject))
            .authorized(basic(oauthClient));
    return client.ask(request, 200, ExchangeBody::parse);
  }

  /** Both parts are encoded before they are joined (RFC 6749, section 2.3.1). */
  private static String basic(OAuthClient client) {
    var pair = encoded(client.id()) + ":" + encoded(client.secret());
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
