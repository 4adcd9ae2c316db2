package io.portcullis.rotation;

import io.portcullis.http.HttpCaller;
import io.portcullis.huggingface.EndpointAccess;
import io.portcullis.huggingface.Endpoints;
import io.portcullis.huggingface.HttpEndpointAccess;
import io.portcullis.huggingface.HttpEndpoints;
import io.portcullis.huggingface.HttpHub;
import io.portcullis.huggingface.HttpRevocation;
import io.portcullis.huggingface.HttpServiceAccounts;
import io.portcullis.huggingface.HttpTokenExchange;
import io.portcullis.huggingface.Hub;
import io.portcullis.huggingface.Revocation;
import io.portcullis.huggingface.ServiceAccounts;
import io.portcullis.huggingface.TokenExchange;
import java.time.Duration;

/** All that the function asks of Hugging Face. */
record HuggingFacePorts(
    Hub hub,
    ServiceAccounts serviceAccounts,
    TokenExchange exchange,
    Revocation revocation,
    EndpointAccess access,
    Endpoints endpoints) {

  /** Hugging Face answers in well under a second; who gives up on it is called again. */
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  static HuggingFacePorts overHttp(RotationSettings settings) {
    var hub = settings.hub();
    var caller = new HttpCaller(Duration.ofSeconds(3));
    return new HuggingFacePorts(
        new HttpHub(hub, caller, TIMEOUT),
        new HttpServiceAccounts(hub, caller, TIMEOUT),
        new HttpTokenExchange(hub, caller, TIMEOUT),
        new HttpRevocation(hub, caller, TIMEOUT),
        new HttpEndpointAccess(hub, caller, TIMEOUT),
        new HttpEndpoints(settings.endpointsApi(), caller, TIMEOUT));
  }
}
