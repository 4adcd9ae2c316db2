package io.portcullis.local.apigateway;

import io.portcullis.local.http.Answer;
import io.portcullis.local.http.Call;
import io.portcullis.local.waf.Verdict;
import io.portcullis.local.waf.WebRequest;
import java.time.Duration;
import java.util.Optional;

/** One request on its way through the layers of a stage. */
final class Exchange {
  private static final String API_GATEWAY = "API Gateway";

  private final Layers layers;
  private final Call call;
  private final String path;
  private RequestContext context;
  private Optional<GatewayError> error = Optional.empty();
  private Optional<Duration> integrationTime = Optional.empty();

  /**
   * A request that has met nothing yet.
   *
   * @param path without the stage
   */
  Exchange(Layers layers, Call call, String path, RequestContext context) {
    this.layers = layers;
    this.call = call;
    this.path = path;
    this.context = context;
  }

  Outcome run() throws InterruptedException {
    var blocked = firewall();
    if (blocked.isPresent()) {
      return blocked.get();
    }
    var found = layers.routes().match(path, call.method());
    if (found.isEmpty()) {
      return refuse(
          GatewayError.of(
              GatewayResponseType.MISSING_AUTHENTICATION_TOKEN, "Missing Authentication Token"));
    }
    context = context.withRoute(found.get().match());
    var method = found.get().method();
    var refusal = authorize(method);
    if (refusal.isEmpty()) {
      refusal = plan(method).or(() -> validate(method));
    }
    return refusal.isPresent() ? refuse(refusal.get()) : integrate(method);
  }

  private Optional<Outcome> firewall() {
    var request = new WebRequest(call, context.source().address());
    if (layers.webAcl().isPresent()
        && layers.webAcl().get().evaluate(request) instanceof Verdict.Blocked blocked) {
      var filtered = GatewayError.of(GatewayResponseType.WAF_FILTERED, "Forbidden");
      error = Optional.of(filtered);
      return Optional.of(
          blocked
              .answer()
              .map(answer -> outcome(answer, AnsweringLayer.of(answer, "firewall"), "web ACL"))
              .orElseGet(() -> refuse(filtered)));
    }
    return Optional.empty();
  }

  private Optional<GatewayError> authorize(Method method) throws InterruptedException {
    var result = layers.authorization().check(method, call, path, context);
    if (result instanceof Authorization.Result.Refused refused) {
      context = refused.context();
      return Optional.of(refused.error());
    }
    context = ((Authorization.Result.Admitted) result).context();
    return Optional.empty();
  }

  /** The plan of the key before the throttle of the method, as AWS counts. */
  private Optional<GatewayError> plan(Method method) {
    var resourcePath = context.route().orElseThrow().resourcePath();
    if (method.apiKeyRequired()) {
      var subscription = layers.keySource().key(call, context).flatMap(layers.plans()::of);
      if (subscription.isEmpty()) {
        return Optional.of(GatewayError.of(GatewayResponseType.INVALID_API_KEY, "Forbidden"));
      }
      context = context.withKey(subscription.get().key());
      var limited = subscription.get().check(resourcePath, method.httpMethod());
      if (limited.isPresent()) {
        return limited;
      }
    }
    return layers.stage().throttles().admits(resourcePath, method.httpMethod())
        ? Optional.empty()
        : Optional.of(GatewayError.of(GatewayResponseType.THROTTLED, "Too Many Requests"));
  }

  private Optional<GatewayError> validate(Method method) {
    return call.truncated()
        ? Optional.of(GatewayError.tooLarge(call))
        : method.validator().check(call, context.route().orElseThrow().parameters());
  }

  private Outcome integrate(Method method) throws InterruptedException {
    if (method.integration() instanceof Integration.Constant constant) {
      return outcome(constant.answer(), new AnsweringLayer("mock", ""), API_GATEWAY);
    }
    var started = layers.clocks().meter().currentTimeNanos();
    var result = layers.integration().call(method.integration(), call, path, context);
    integrationTime =
        Optional.of(Duration.ofNanos(layers.clocks().meter().currentTimeNanos() - started));
    if (result instanceof LambdaIntegration.Result.Answered answered) {
      var layer = AnsweringLayer.of(answered.answer(), "function");
      return outcome(answered.answer(), layer, "function");
    }
    if (result instanceof LambdaIntegration.Result.Streamed streamed) {
      var layer = AnsweringLayer.of(streamed.head(), "function");
      return outcome(streamed.head(), layer, "function").withBody(streamed.body());
    }
    return refuse(((LambdaIntegration.Result.Broken) result).error());
  }

  private Outcome refuse(GatewayError refusal) {
    error = Optional.of(refusal);
    var values = layers.variables().of(call, path, context, refusal);
    var answer = layers.responses().answer(refusal, call, values);
    return outcome(answer, AnsweringLayer.of(answer, refusal.type().layer()), API_GATEWAY);
  }

  private Outcome outcome(Answer answer, AnsweringLayer layer, String service) {
    var complete =
        answer
            .with("x-amzn-RequestId", context.requestId())
            .with("x-amz-apigw-id", context.extendedRequestId());
    return new Outcome(
        complete, layer.layer(), layer.code(), service, context.key().map(ApiKey::customer));
  }

  /** What the access log tells of it. */
  Variables logged(Outcome outcome, Duration total) {
    var latency = new ContextVariables.Latency(total, integrationTime);
    return layers.variables().ofLog(call, path, context, error, outcome, latency);
  }
}
