package io.portcullis.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.proxy.validation.RequestLimits;

/** The function and one of its routes, for tests that vary the body. */
final class RouteFunction {
  private final EndpointServer server;
  private final RequestLimits limits;
  private final String route;
  private final FakeTokenSecret secret = new FakeTokenSecret("hf_planted_0123456789");

  RouteFunction(EndpointServer server) {
    this(server, ProxyFunction.LIMITS, "/v1/chat/completions");
  }

  private RouteFunction(EndpointServer server, RequestLimits limits, String route) {
    this.server = server;
    this.limits = limits;
    this.route = route;
  }

  RouteFunction on(String otherRoute) {
    return new RouteFunction(server, limits, otherRoute);
  }

  RouteFunction with(RequestLimits otherLimits) {
    return new RouteFunction(server, otherLimits, route);
  }

  ProxyFunction.Response call(String body) {
    return new ProxyFunction(server.url(), secret, limits)
        .call(ProxyFunction.eventWithBody(body).put("resource", route));
  }

  /** A good conversation with more members. */
  ProxyFunction.Response chat(String members) {
    return call("{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]%s}".formatted(members));
  }

  /** What the endpoint was sent for a body. */
  String passedOn(String body) {
    assertThat(call(body).status()).isEqualTo(200);
    return server.requests().get(server.requests().size() - 1).body();
  }

  /** Refused here: neither the secret nor the endpoint saw anything of it. */
  ProxyFunction.Response assertRefused(String body, int status, String code) {
    var before = server.requests().size();
    var reads = secret.reads();

    var response = call(body);

    assertThat(response.code()).isEqualTo(code);
    assertThat(response.status()).isEqualTo(status);
    assertThat(response.error().get("layer").textValue()).isEqualTo("validation");
    assertThat(server.requests()).hasSize(before);
    assertThat(secret.reads()).isEqualTo(reads);
    return response;
  }
}
