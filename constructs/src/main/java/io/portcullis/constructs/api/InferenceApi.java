package io.portcullis.constructs.api;

import io.portcullis.constructs.policy.Findings;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Names;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.UniqueResourceNameOptions;
import software.amazon.awscdk.services.apigateway.ApiKeySourceType;
import software.amazon.awscdk.services.apigateway.EndpointType;
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
import software.amazon.awscdk.services.lambda.CfnPermission;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * A regional REST API with the one route {@code POST /v1/chat/completions}: it asks for an API key,
 * applies the customer's plan, checks the body against a schema and hands the request to the proxy.
 *
 * <p>The access log needs the account's API Gateway log role, set once per account and Region.
 */
public final class InferenceApi extends Construct {
  private final LogGroup accessLog;
  private final RestApi restApi;
  private final RequestValidator requestValidator;
  private final Model chatCompletionsModel;
  private final Method chatCompletions;
  private final List<CustomerAccess> customers;

  public InferenceApi(Construct scope, String id, InferenceApiProps props) {
    super(scope, id);
    accessLog = accessLog(props);
    restApi = restApi(props);
    requestValidator = requestValidator();
    chatCompletionsModel = chatCompletionsModel();
    var others = permissions(props);
    chatCompletions = chatCompletions(props);
    narrowPermissions(props, others);
    customers = customers(props);
    acknowledgeFindings();
    Stream.of(Refusal.values())
        .forEach(refusal -> restApi.addGatewayResponse(refusal.name(), refusal.gatewayResponse()));
  }

  /** Address of the deployed stage, without a slash at the end; clients add {@code /v1/…}. */
  public String getUrl() {
    return "https://%s.execute-api.%s.%s/%s"
        .formatted(
            restApi.getRestApiId(),
            restApi.getStack().getRegion(),
            restApi.getStack().getUrlSuffix(),
            restApi.getDeploymentStage().getStageName());
  }

  public RestApi getRestApi() {
    return restApi;
  }

  public RequestValidator getRequestValidator() {
    return requestValidator;
  }

  public Model getChatCompletionsModel() {
    return chatCompletionsModel;
  }

  public Method getChatCompletions() {
    return chatCompletions;
  }

  public LogGroup getAccessLog() {
    return accessLog;
  }

  /** Keys and plans, in the order of the customers. */
  public List<CustomerAccess> getCustomers() {
    return customers;
  }

  private LogGroup accessLog(InferenceApiProps props) {
    return LogGroup.Builder.create(this, "AccessLog")
        .encryptionKey(props.encryptionKey().orElse(null))
        .retention(props.logRetention())
        .removalPolicy(props.removalPolicy())
        .build();
  }

  /**
   * Named after its place, because CloudWatch tells APIs apart by name. Regional, since the edge
   * type ends a stream after 30 seconds of silence.
   */
  private RestApi restApi(InferenceApiProps props) {
    var api =
        RestApi.Builder.create(this, "Resource")
            .restApiName(
                Names.uniqueResourceName(this, UniqueResourceNameOptions.builder().build()))
            .description("Front door of a Hugging Face Inference Endpoint")
            .endpointTypes(List.of(EndpointType.REGIONAL))
            .apiKeySourceType(ApiKeySourceType.HEADER)
            .cloudWatchRole(false)
            .deployOptions(
                StageOptions.builder()
                    .stageName("live")
                    .metricsEnabled(true)
                    .tracingEnabled(true)
                    .accessLogDestination(new LogGroupLogDestination(accessLog))
                    .accessLogFormat(AccessLog.format())
                    .build())
            .build();
    // The address is an output of the stack that composes the API, where it has a name of its own.
    api.getNode().tryRemoveChild("Endpoint");
    return api;
  }

  private RequestValidator requestValidator() {
    return restApi.addRequestValidator(
        "RequestValidator",
        RequestValidatorOptions.builder()
            .validateRequestBody(true)
            .validateRequestParameters(true)
            .build());
  }

  private Model chatCompletionsModel() {
    return restApi.addModel(
        "ChatCompletions",
        ModelOptions.builder()
            .contentType("application/json")
            .schema(ChatCompletionsSchema.schema())
            .build());
  }

  private Method chatCompletions(InferenceApiProps props) {
    return restApi
        .getRoot()
        .resourceForPath("/v1/chat/completions")
        .addMethod(
            "POST",
            LambdaIntegration.Builder.create(props.proxy()).allowTestInvoke(false).build(),
            MethodOptions.builder()
                .apiKeyRequired(true)
                .requestValidator(requestValidator)
                .requestModels(Map.of("application/json", chatCompletionsModel))
                .build());
  }

  /**
   * The address of an API is made of ids that another account can guess, so the account is named
   * too; in the permissions of this API alone.
   */
  private void narrowPermissions(InferenceApiProps props, List<CfnPermission> others) {
    permissions(props).stream()
        .filter(permission -> !others.contains(permission))
        .forEach(permission -> permission.setSourceAccount(Stack.of(this).getAccount()));
  }

  private static List<CfnPermission> permissions(InferenceApiProps props) {
    return props.proxy().getNode().findAll().stream()
        .filter(CfnPermission.class::isInstance)
        .map(CfnPermission.class::cast)
        .toList();
  }

  private void acknowledgeFindings() {
    var stage = restApi.getDeploymentStage();
    var noExecutionLog =
        "API Gateway would make its log group itself, without a key and kept for ever;"
            + " the access log tells who was refused and why";
    Findings.acknowledge(stage, "AwsSolutions-APIG6", noExecutionLog);
    Findings.acknowledge(stage, "NIST.800.53.R5-APIGWExecutionLoggingEnabled", noExecutionLog);
    Findings.acknowledge(
        stage,
        "NIST.800.53.R5-APIGWCacheEnabledAndEncrypted",
        "A model's answers are a customer's own and must not be cached");
    Findings.acknowledge(
        stage,
        "NIST.800.53.R5-APIGWSSLEnabled",
        "A client certificate is for HTTP backends; this API calls Lambda alone");
  }

  private List<CustomerAccess> customers(InferenceApiProps props) {
    var scope = new Construct(this, "Customers");
    return props.customers().stream()
        .map(customer -> new CustomerAccess(scope, customer, restApi.getDeploymentStage()))
        .toList();
  }

  /** The spelling every construct of the AWS library has in Java. */
  public static final class Builder {
    private Builder() {}

    public static InferenceApiProps.Builder<InferenceApi> create(Construct scope, String id) {
      return new InferenceApiProps.Builder<>(props -> new InferenceApi(scope, id, props));
    }
  }
}
