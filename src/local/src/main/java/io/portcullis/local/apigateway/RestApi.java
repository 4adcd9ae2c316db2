package io.portcullis.local.apigateway;

import io.portcullis.local.assembly.Environment;
import io.portcullis.local.assembly.Resource;
import io.portcullis.local.http.Answer;
import io.portcullis.local.http.Call;
import io.portcullis.local.waf.Verdict;
import io.portcullis.local.waf.WebAcl;
import io.portcullis.local.waf.WebRequest;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One stage of a REST API. A request meets the web ACL first, then its method, key and plan, the
 * stage's throttle, validation and at last the integration.
 *
 * <p>Follows "Use AWS WAF to protect your REST APIs", which puts the web ACL before every other
 * check, "Throttle requests to your REST APIs" for plan before stage, and "Request validation",
 * which comes before the integration
 * (docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-aws-waf.html).
 */
public final class RestApi {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final ApiIdentity api;
  private final Stage stage;
  private final Optional<WebAcl> webAcl;
  private final Routes routes;
  private final UsagePlans plans;
  private final GatewayResponses responses;
  private final ContextVariables variables;
  private final LambdaIntegration integration;
  private final AccessLog accessLog;
  private final Clocks clocks;

  private RestApi(
      Environment environment,
      Resource resource,
      Resource stageResource,
      FunctionInvoker functions,
      AccessLog accessLog,
      Clocks clocks) {
    this.api = ApiIdentity.of(resource);
    this.stage = Stage.of(stageResource, clocks);
    this.webAcl = WebAcl.of(environment, api.stageArn(stage.name()), clocks.wall());
    this.routes = Routes.of(environment, resource);
    this.plans = UsagePlans.of(environment, api.id(), stage.name(), clocks);
    this.responses = GatewayResponses.of(environment, api.id());
    this.variables = new ContextVariables(api, stage);
    var binary =
        new BinaryMediaTypes(
            resource.properties().list("BinaryMediaTypes").stream()
                .map(type -> type.asText())
                .toList());
    this.integration = new LambdaIntegration(functions, new ProxyEvent(api, stage), binary);
    this.accessLog = accessLog;
    this.clocks = clocks;
  }

  /** Every stage of every API of the environment. */
  public static List<RestApi> of(
      Environment environment, FunctionInvoker functions, AccessLog accessLog, Clocks clocks) {
    environment
        .resources("AWS::ApiGateway::Deployment")
        .forEach(deployment -> deployment.properties().find("RestApiId"));
    var stages = new ArrayList<RestApi>();
    for (var stage : environment.resources("AWS::ApiGateway::Stage")) {
      environment
          .resource("AWS::ApiGateway::RestApi", stage.properties().requiredText("RestApiId"))
          .ifPresent(
              resource ->
                  stages.add(
                      new RestApi(environment, resource, stage, functions, accessLog, clocks)));
    }
    return List.copyOf(stages);
  }

  public String stageName() {
    return stage.name();
  }

  public Optional<WebAcl> webAcl() {
    return webAcl;
  }

  /** What is served, for a person and for a tour. */
  public ApiDescription describe() {
    return ApiDescription.of(routes, plans);
  }

  /** Functions that the routes call. */
  public List<String> functionArns() {
    return routes.functionArns();
  }

  /**
   * Answers a request.
   *
   * @param call with the stage in its path
   */
  public Outcome handle(Call call, InetAddress source) throws InterruptedException {
    var started = clocks.meter().currentTimeNanos();
    var path = pathWithoutStage(call.path());
    var exchange = new Exchange(call, path, context(source));
    var outcome = exchange.run();
    var total = Duration.ofNanos(clocks.meter().currentTimeNanos() - started);
    stage
        .accessLogFormat()
        .ifPresent(format -> accessLog.write(format, exchange.logged(outcome.answer(), total)));
    return outcome;
  }

  private String pathWithoutStage(String path) {
    var rest = path.substring(stage.name().length() + 1);
    return rest.isEmpty() ? "/" : rest;
  }

  private RequestContext context(InetAddress source) {
    var random = new byte[11];
    RANDOM.nextBytes(random);
    return new RequestContext(
        UUID.randomUUID().toString(),
        Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "=",
        TraceHeader.next(clocks.wall().instant()),
        clocks.wall().instant(),
        source,
        Optional.empty(),
        Optional.empty());
  }

  /** One request on its way through the stage. */
  private final class Exchange {
    private final Call call;
    private final String path;
    private RequestContext context;
    private Optional<GatewayError> error = Optional.empty();
    private Optional<Duration> integrationTime = Optional.empty();

    Exchange(Call call, String path, RequestContext context) {
      this.call = call;
      this.path = path;
      this.context = context;
    }

    Outcome run() throws InterruptedException {
      var blocked = firewall();
      if (blocked.isPresent()) {
        return blocked.get();
      }
      var method = routes.match(path, call.method());
      if (method.isEmpty()) {
        return refuse(
            GatewayError.of(
                GatewayResponseType.MISSING_AUTHENTICATION_TOKEN, "Missing Authentication Token"));
      }
      context = context.withRoute(method.get().match());
      var refusal = check(method.get().method());
      return refusal.isPresent() ? refuse(refusal.get()) : integrate(method.get().method());
    }

    private Optional<Outcome> firewall() {
      if (webAcl.isPresent()
          && webAcl.get().evaluate(new WebRequest(call, context.source()))
              instanceof Verdict.Blocked blocked) {
        var filtered = GatewayError.of(GatewayResponseType.WAF_FILTERED, "Forbidden");
        error = Optional.of(filtered);
        return Optional.of(
            blocked
                .answer()
                .map(answer -> outcome(answer, "firewall", "web ACL"))
                .orElseGet(() -> refuse(filtered)));
      }
      return Optional.empty();
    }

    private Optional<GatewayError> check(Method method) {
      if (!method.authorizationType().equals("NONE")) {
        // An authorizer that cannot run here must not let anybody through.
        return Optional.of(
            GatewayError.of(
                GatewayResponseType.AUTHORIZER_CONFIGURATION_ERROR, "Internal server error"));
      }
      var resourcePath = context.route().orElseThrow().resourcePath();
      if (method.apiKeyRequired()) {
        var subscription = call.headers().first("x-api-key").flatMap(plans::of);
        if (subscription.isEmpty()) {
          return Optional.of(GatewayError.of(GatewayResponseType.INVALID_API_KEY, "Forbidden"));
        }
        context = context.withKey(subscription.get().key());
        var limited = subscription.get().check(resourcePath, call.method());
        if (limited.isPresent()) {
          return limited;
        }
      }
      if (!stage.admits(resourcePath, call.method())) {
        return Optional.of(GatewayError.of(GatewayResponseType.THROTTLED, "Too Many Requests"));
      }
      if (call.truncated()) {
        return Optional.of(
            GatewayError.of(
                GatewayResponseType.REQUEST_TOO_LARGE,
                "HTTP content length exceeded %d bytes.".formatted(call.body().length)));
      }
      return method.validator().check(call, context.route().orElseThrow().parameters());
    }

    private Outcome integrate(Method method) throws InterruptedException {
      var started = clocks.meter().currentTimeNanos();
      var result = integration.call(method.integration(), call, path, context);
      integrationTime = Optional.of(Duration.ofNanos(clocks.meter().currentTimeNanos() - started));
      if (result instanceof LambdaIntegration.Result.Answered answered) {
        var layer = AnsweringLayer.of(answered.answer(), "function");
        return outcome(answered.answer(), layer, "function");
      }
      return refuse(((LambdaIntegration.Result.Broken) result).error());
    }

    private Outcome refuse(GatewayError refusal) {
      error = Optional.of(refusal);
      var answer = responses.answer(refusal, call, variables.of(call, path, context, refusal));
      return outcome(answer, AnsweringLayer.of(answer, refusal.type().layer()), "API Gateway");
    }

    private Outcome outcome(Answer answer, String layer, String service) {
      var complete =
          answer
              .with("x-amzn-RequestId", context.requestId())
              .with("x-amz-apigw-id", context.extendedRequestId());
      return new Outcome(complete, layer, service, context.key().map(ApiKey::customer));
    }

    Variables logged(Answer answer, Duration total) {
      var latency = new ContextVariables.Latency(total, integrationTime);
      return variables.ofLog(call, path, context, error, answer, latency);
    }
  }
}
