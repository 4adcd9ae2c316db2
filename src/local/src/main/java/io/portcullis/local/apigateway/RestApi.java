package io.portcullis.local.apigateway;

import io.portcullis.local.assembly.Environment;
import io.portcullis.local.assembly.Resource;
import io.portcullis.local.http.Answer;
import io.portcullis.local.http.Call;
import io.portcullis.local.http.Headers;
import io.portcullis.local.iam.Decision;
import io.portcullis.local.waf.WebAcl;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One stage of a REST API. A request meets the web ACL first, then its method with its
 * authorization and the resource policy, key and plan, the method's throttle, validation and at
 * last the integration.
 *
 * <p>Follows "Use AWS WAF to protect your REST APIs", which puts the web ACL before every other
 * check, "Throttle requests to your REST APIs" for plan before stage, and "Request validation",
 * which comes before the integration
 * (docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-aws-waf.html).
 * That a route is looked for before the resource policy is evaluated, is an assumption.
 */
public final class RestApi {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final ApiIdentity api;
  private final Stage stage;
  private final Optional<ResourcePolicy> policy;
  private final ApiKeys keys;
  private final Callers callers;
  private final Layers layers;
  private final List<String> notServed;
  private final AccessLog accessLog;
  private final Clocks clocks;

  private RestApi(
      Environment environment,
      Resource resource,
      Resource stageResource,
      ApiKeys keys,
      FunctionInvoker functions,
      AccessLog accessLog,
      Clocks clocks) {
    this.api = ApiIdentity.of(resource);
    this.stage = Stage.of(stageResource, clocks);
    this.policy = ResourcePolicy.of(resource);
    this.keys = keys;
    this.callers = Callers.of(policy, stage);
    var authorization =
        new Authorization(
            api,
            stage,
            policy,
            callers,
            Authorizers.of(environment, api.id(), clocks),
            new LambdaAuthorization(
                functions,
                new AuthorizerEvent(new RequestEvent(api, stage)),
                new ContextVariables(api, stage),
                clocks),
            clocks);
    this.layers = Layers.of(environment, resource, stage, authorization, keys, functions, clocks);
    this.notServed = NotServed.of(environment, resource);
    this.accessLog = accessLog;
    this.clocks = clocks;
  }

  /** Every stage of every API of the environment. */
  public static List<RestApi> of(
      Environment environment, FunctionInvoker functions, AccessLog accessLog, Clocks clocks) {
    environment
        .resources("AWS::ApiGateway::Deployment")
        .forEach(deployment -> deployment.properties().find("RestApiId"));
    var keys = ApiKeys.of(environment, clocks.wall());
    var stages = new ArrayList<RestApi>();
    for (var stage : environment.resources("AWS::ApiGateway::Stage")) {
      environment
          .resource("AWS::ApiGateway::RestApi", stage.properties().requiredText("RestApiId"))
          .ifPresent(
              resource ->
                  stages.add(
                      new RestApi(
                          environment, resource, stage, keys, functions, accessLog, clocks)));
    }
    return List.copyOf(stages);
  }

  public String stageName() {
    return stage.name();
  }

  public String region() {
    return api.region();
  }

  /** All keys of the account, those of other APIs too. */
  public ApiKeys keys() {
    return keys;
  }

  public Optional<WebAcl> webAcl() {
    return layers.webAcl();
  }

  /** What is served, for a person and for a tour. */
  public ApiDescription describe() {
    return ApiDescription.of(layers, callers, policy.isPresent(), notServed);
  }

  /** Functions that the routes call, and those that tell who calls. */
  public List<String> functionArns() {
    return Stream.of(layers.routes().functionArns(), authorizerArns())
        .flatMap(List::stream)
        .distinct()
        .toList();
  }

  /** Functions that tell who calls. */
  public List<String> authorizerArns() {
    return layers.authorization().functionArns();
  }

  /** Whether the resource policy, if there is one, lets the customer call the route from there. */
  public boolean admits(
      ApiDescription.Customer customer, ApiDescription.Route route, Source source) {
    if (policy.isEmpty()) {
      return true;
    }
    var principal = customer.accessKey().filter(key -> route.signed()).map(key -> key.principal());
    var decision = layers.authorization().decision(principal, route.method(), route.path(), source);
    // Where a function knows the caller, its policy allows.
    return decision == Decision.ALLOW || (route.authorized() && decision == Decision.IMPLICIT_DENY);
  }

  /**
   * What conditions of the resource policy compare a key with: where somebody may find a way in.
   *
   * @param key for instance {@code aws:SourceVpce}
   */
  public List<String> policyValues(String key) {
    return policy.map(known -> known.values(key)).orElse(List.of());
  }

  /** What the template promises where API Gateway refuses. */
  public Answer refusal(GatewayResponseType type) {
    var call = new Call("GET", "/", "", Headers.NONE, new byte[0], false);
    var unnamed = new Variables(Map.of("context.error.messageString", "\"\""));
    return layers.responses().answer(GatewayError.of(type, ""), call, unnamed);
  }

  /**
   * Answers a request.
   *
   * @param call with the stage in its path
   */
  public Outcome handle(Call call, Source source) throws InterruptedException {
    var started = clocks.meter().currentTimeNanos();
    var exchange = new Exchange(layers, call, pathWithoutStage(call.path()), context(source));
    var outcome = exchange.run();
    outcome
        .body()
        .ifPresentOrElse(
            body -> body.afterwards(() -> log(exchange, outcome, started)),
            () -> log(exchange, outcome, started));
    return outcome;
  }

  private void log(Exchange exchange, Outcome outcome, long started) {
    var total = Duration.ofNanos(clocks.meter().currentTimeNanos() - started);
    stage
        .accessLogFormat()
        .ifPresent(format -> accessLog.write(format, exchange.logged(outcome, total)));
  }

  private String pathWithoutStage(String path) {
    var rest = path.substring(stage.name().length() + 1);
    return rest.isEmpty() ? "/" : rest;
  }

  private RequestContext context(Source source) {
    var random = new byte[11];
    RANDOM.nextBytes(random);
    return new RequestContext(
        UUID.randomUUID().toString(),
        Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "=",
        TraceHeader.next(clocks.wall().instant()),
        clocks.wall().instant(),
        source,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
