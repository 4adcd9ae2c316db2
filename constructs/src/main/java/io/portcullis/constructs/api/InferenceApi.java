package io.portcullis.constructs.api;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Names;
import software.amazon.awscdk.UniqueResourceNameOptions;
import software.amazon.awscdk.services.apigateway.ApiKeySourceType;
import software.amazon.awscdk.services.apigateway.AuthorizationType;
import software.amazon.awscdk.services.apigateway.DomainName;
import software.amazon.awscdk.services.apigateway.LambdaIntegration;
import software.amazon.awscdk.services.apigateway.LogGroupLogDestination;
import software.amazon.awscdk.services.apigateway.Method;
import software.amazon.awscdk.services.apigateway.MethodOptions;
import software.amazon.awscdk.services.apigateway.Model;
import software.amazon.awscdk.services.apigateway.ModelOptions;
import software.amazon.awscdk.services.apigateway.RequestValidator;
import software.amazon.awscdk.services.apigateway.RequestValidatorOptions;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.apigateway.StageOptions;
import software.amazon.awscdk.services.apigateway.UsagePlan;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * A REST API whose routes ask for a signature or a token, and for an API key, apply the customer's
 * plan, check the body against a schema and hand the request to the proxy.
 *
 * <pre>{@code
 * InferenceApi.Builder.create(this, "Api")
 *     .proxy(proxy.getAlias())
 *     .customers(List.of(acme))
 *     .routes(List.of(InferenceRoute.CHAT_COMPLETIONS, InferenceRoute.MODELS))
 *     .build();
 * }</pre>
 *
 * <p>The access log needs the account's API Gateway log role, set once per account and Region.
 */
public final class InferenceApi extends Construct {
  static final String STAGE_NAME = "live";

  private final AuthorizationType authorizationType;
  private final ILogGroup accessLog;
  private final List<CustomerAccess> customers;
  private final RestApi restApi;
  private final Optional<DomainName> domainName;
  private final String url;
  private final RequestValidator requestValidator;
  private final Map<InferenceRoute, Model> models;
  private final Map<InferenceRoute, Method> methods;
  private final Map<String, UsagePlan> usagePlans;
  private final RefusalMetrics refusals;

  public InferenceApi(Construct scope, String id, InferenceApiProps props) {
    super(scope, id);
    authorizationType = props.authorizationType();
    accessLog = props.accessLog().orElseGet(() -> newAccessLog(props));
    customers = customers(props);
    restApi = restApi(props);
    domainName = domainName(props);
    url = ApiEndpoint.url(restApi, domainName, props);
    requestValidator = requestValidator();
    models = models(props);
    methods = methods(props);
    props.authorizer().ifPresent(authorizer -> AuthorizerChanges.redeploy(restApi, authorizer));
    usagePlans = UsagePlans.of(new Construct(this, "Plans"), customers, restApi);
    GatewayResponses.add(restApi, props);
    refusals =
        new RefusalMetrics(
            this, "Refusals", restApi, accessLog, Refusal.of(props.authorizationType()).toList());
    ApiFindings.acknowledge(restApi, methods.values(), props.authorizationType());
  }

  /**
   * Address of the deployed stage, without a slash at the end; clients add {@code /v1/…}. It is the
   * domain's, if there is one.
   */
  public String getUrl() {
    return url;
  }

  public RestApi getRestApi() {
    return restApi;
  }

  /** The custom domain; an alias record of its zone must lead to it. */
  public Optional<DomainName> getDomainName() {
    return domainName;
  }

  public RequestValidator getRequestValidator() {
    return requestValidator;
  }

  public Method getMethod(InferenceRoute route) {
    return required(methods, route);
  }

  /** The model of a route's body. */
  public Model getModel(InferenceRoute route) {
    return required(models, route);
  }

  public ILogGroup getAccessLog() {
    return accessLog;
  }

  /** Keys, in the order of the customers. */
  public List<CustomerAccess> getCustomers() {
    return customers;
  }

  /** How callers are asked who they are. */
  public AuthorizationType getAuthorizationType() {
    return authorizationType;
  }

  /** By the customers' names. */
  public Map<String, UsagePlan> getUsagePlans() {
    return usagePlans;
  }

  /** Answers with a status of 500 or more, summed over five minutes. */
  public Metric metricServerErrors() {
    return restApi.metricServerError(
        MetricOptions.builder().statistic("Sum").period(Duration.minutes(5)).build());
  }

  /**
   * Requests that API Gateway refused, for each layer that it refuses for, summed over five
   * minutes; but for those that {@link #metricThrottled()} counts.
   */
  public Map<String, Metric> metricRefusedByLayer() {
    return refusals.getRefusedByLayer();
  }

  /** Requests above what a customer's plan allows, summed over five minutes. */
  public Metric metricThrottled() {
    return refusals.getThrottled();
  }

  private LogGroup newAccessLog(InferenceApiProps props) {
    return LogGroup.Builder.create(this, "AccessLog")
        .encryptionKey(props.encryptionKey().orElse(null))
        .retention(props.logRetention())
        .removalPolicy(props.removalPolicy())
        .build();
  }

  private List<CustomerAccess> customers(InferenceApiProps props) {
    var scope = new Construct(this, "Customers");
    return props.customers().stream().map(customer -> new CustomerAccess(scope, customer)).toList();
  }

  /** Named after its place, because CloudWatch tells APIs apart by name. */
  private RestApi restApi(InferenceApiProps props) {
    var api =
        RestApi.Builder.create(this, "Resource")
            .restApiName(
                Names.uniqueResourceName(this, UniqueResourceNameOptions.builder().build()))
            .description("Front door of a Hugging Face Inference Endpoint")
            .endpointConfiguration(ApiEndpoint.configuration(props))
            .disableExecuteApiEndpoint(ApiEndpoint.isClosed(props) ? true : null)
            .apiKeySourceType(ApiKeySourceType.HEADER)
            .policy(ResourcePolicy.of(props))
            .cloudWatchRole(false)
            .deployOptions(stage(props))
            .build();
    new TransportSecurity(props.securityPolicy()).applyTo(api);
    // The address is an output of the stack that composes the API, where it has a name of its own.
    api.getNode().tryRemoveChild("Endpoint");
    return api;
  }

  private StageOptions stage(InferenceApiProps props) {
    var limit = Throttles.ofAll(props.customers());
    return StageOptions.builder()
        .stageName(STAGE_NAME)
        .metricsEnabled(true)
        .tracingEnabled(true)
        .throttlingRateLimit(limit.getRateLimit())
        .throttlingBurstLimit(limit.getBurstLimit())
        .methodOptions(Throttles.methodOptions(props))
        .variables(variables(props))
        .accessLogDestination(new LogGroupLogDestination(accessLog))
        .accessLogFormat(AccessLog.format())
        .build();
  }

  private Map<String, String> variables(InferenceApiProps props) {
    var variables = new LinkedHashMap<>(CallerBinding.variables(customers));
    variables.putAll(PlanLimits.variables(props.customers()));
    props.cors().ifPresent(cors -> variables.put(CrossOrigin.VARIABLE, CrossOrigin.origin(cors)));
    return variables.isEmpty() ? null : variables;
  }

  private Optional<DomainName> domainName(InferenceApiProps props) {
    return props.domain().map(options -> ApiEndpoint.domainName(restApi, options, props));
  }

  private RequestValidator requestValidator() {
    return restApi.addRequestValidator(
        "RequestValidator",
        RequestValidatorOptions.builder()
            .validateRequestBody(true)
            .validateRequestParameters(true)
            .build());
  }

  private Map<InferenceRoute, Model> models(InferenceApiProps props) {
    var models = new EnumMap<InferenceRoute, Model>(InferenceRoute.class);
    props.routes().stream()
        .filter(InferenceRoute::takesBody)
        .forEach(route -> models.put(route, model(route)));
    return models;
  }

  private Model model(InferenceRoute route) {
    return restApi.addModel(
        route.title(),
        ModelOptions.builder()
            .contentType("application/json")
            .schema(RequestSchema.of(route))
            .build());
  }

  private Map<InferenceRoute, Method> methods(InferenceApiProps props) {
    var methods = new EnumMap<InferenceRoute, Method>(InferenceRoute.class);
    props.routes().forEach(route -> methods.put(route, method(route, props)));
    ProxyPermissions.narrow(restApi);
    return methods;
  }

  private Method method(InferenceRoute route, InferenceApiProps props) {
    var resource = restApi.getRoot().resourceForPath(route.path());
    props.cors().ifPresent(cors -> CrossOrigin.addPreflight(resource, route, cors));
    return resource.addMethod(
        route.method(),
        LambdaIntegration.Builder.create(props.proxy())
            .responseTransferMode(props.responseTransferMode())
            .timeout(props.integrationTimeout())
            .allowTestInvoke(false)
            .build(),
        MethodOptions.builder()
            .authorizationType(props.authorizationType())
            .authorizer(props.authorizer().orElse(null))
            .apiKeyRequired(true)
            .requestValidator(requestValidator)
            .requestModels(route.takesBody() ? Map.of("application/json", models.get(route)) : null)
            .build());
  }

  private static <T> T required(Map<InferenceRoute, T> parts, InferenceRoute route) {
    return Optional.ofNullable(parts.get(route))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'route' must be one of %s, got '%s'".formatted(parts.keySet(), route)));
  }

  /** The spelling every construct of the AWS library has in Java. */
  public static final class Builder {
    private Builder() {}

    public static InferenceApiProps.Builder<InferenceApi> create(Construct scope, String id) {
      return new InferenceApiProps.Builder<>(props -> new InferenceApi(scope, id, props));
    }
  }
}
