package io.portcullis.constructs.api;

import static java.util.Objects.requireNonNull;

import io.portcullis.constructs.customer.Customer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.apigateway.AuthorizationType;
import software.amazon.awscdk.services.apigateway.CorsOptions;
import software.amazon.awscdk.services.apigateway.DomainNameOptions;
import software.amazon.awscdk.services.apigateway.EndpointType;
import software.amazon.awscdk.services.apigateway.IAuthorizer;
import software.amazon.awscdk.services.apigateway.ResponseTransferMode;
import software.amazon.awscdk.services.apigateway.SecurityPolicy;
import software.amazon.awscdk.services.apigateway.ThrottleSettings;
import software.amazon.awscdk.services.ec2.IVpcEndpoint;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * Properties of an {@link InferenceApi}. Create them with {@link #builder()}; the record's own
 * constructor changes with every new property.
 */
public record InferenceApiProps(
    IFunction proxy,
    List<InferenceRoute> routes,
    List<Customer> customers,
    AuthorizationType authorizationType,
    Optional<IAuthorizer> authorizer,
    Map<InferenceRoute, ThrottleSettings> throttles,
    ResponseTransferMode responseTransferMode,
    Duration integrationTimeout,
    EndpointType endpointType,
    List<IVpcEndpoint> vpcEndpoints,
    SecurityPolicy securityPolicy,
    Optional<DomainNameOptions> domain,
    Optional<CorsOptions> cors,
    Optional<ILogGroup> accessLog,
    Optional<IKey> encryptionKey,
    RetentionDays logRetention,
    RemovalPolicy removalPolicy) {

  public InferenceApiProps {
    requireNonNull(proxy, "'proxy' is required");
    routes = List.copyOf(routes);
    customers = List.copyOf(customers);
    vpcEndpoints = List.copyOf(vpcEndpoints);
    throttles = Map.copyOf(throttles);
    requireNonNull(responseTransferMode, "'responseTransferMode' is required");
    ApiRules.integrationTimeout(integrationTimeout, responseTransferMode);
    ApiRules.routes(routes);
    ApiRules.authorization(authorizationType, authorizer);
    ApiRules.endpoint(endpointType, vpcEndpoints, domain);
    CustomerRules.check(customers, authorizationType, endpointType);
    CallerBinding.requireRoom(
        customers, PlanLimits.variables(customers).size() + (cors.isPresent() ? 1 : 0));
    Throttles.check(throttles, routes);
    TransportSecurity.check(securityPolicy, domain);
    cors.ifPresent(CrossOrigin::check);
  }

  public static Builder<InferenceApiProps> builder() {
    return new Builder<>(Function.identity());
  }

  /**
   * Collects the properties of an {@link InferenceApi}.
   *
   * @param <T> what {@link #build()} returns: the props, or the construct itself
   */
  public static final class Builder<T> {
    private final Function<InferenceApiProps, T> target;
    private IFunction proxy;
    private List<InferenceRoute> routes = List.of(InferenceRoute.CHAT_COMPLETIONS);
    private List<Customer> customers = List.of();
    private AuthorizationType authorizationType;
    private IAuthorizer authorizer;
    private Map<InferenceRoute, ThrottleSettings> throttles = Map.of();
    private ResponseTransferMode responseTransferMode = ResponseTransferMode.STREAM;
    private Duration integrationTimeout;
    private EndpointType endpointType = EndpointType.REGIONAL;
    private List<IVpcEndpoint> vpcEndpoints = List.of();
    private SecurityPolicy securityPolicy;
    private DomainNameOptions domain;
    private CorsOptions cors;
    private ILogGroup accessLog;
    private IKey encryptionKey;
    private RetentionDays logRetention = RetentionDays.THREE_MONTHS;
    private RemovalPolicy removalPolicy = RemovalPolicy.RETAIN;

    Builder(Function<InferenceApiProps, T> target) {
      this.target = target;
    }

    /** Function that answers every route. Required. */
    public Builder<T> proxy(IFunction proxy) {
      this.proxy = proxy;
      return this;
    }

    /** What may be called, each once and at least one. Default: {@code CHAT_COMPLETIONS}. */
    public Builder<T> routes(List<InferenceRoute> routes) {
      this.routes = routes;
      return this;
    }

    /**
     * Who may call, from where and how much: at most 100, and fewer where they have many ranges,
     * principals or subjects. Default: nobody.
     */
    public Builder<T> customers(List<Customer> customers) {
      this.customers = customers;
      return this;
    }

    /**
     * How callers are asked who they are: {@code IAM}, by AWS Signature Version 4 as one of their
     * customer's principals; {@code CUSTOM}, by an authorizer; {@code NONE}. Default: {@code
     * CUSTOM} with an authorizer, else {@code IAM}.
     */
    public Builder<T> authorizationType(AuthorizationType authorizationType) {
      this.authorizationType = authorizationType;
      return this;
    }

    /**
     * Lambda authorizer that tells whose subject a caller is, as context {@code customer}. It may
     * not be of another API. Default: none.
     */
    public Builder<T> authorizer(IAuthorizer authorizer) {
      this.authorizer = authorizer;
      return this;
    }

    /**
     * Requests a second and at once that a route takes of all callers together. Default: for every
     * route what the customers' plans allow in sum.
     */
    public Builder<T> throttles(Map<InferenceRoute, ThrottleSettings> throttles) {
      this.throttles = throttles;
      return this;
    }

    /**
     * How the function's answers reach callers: {@code STREAM}, as they come; {@code BUFFERED}, as
     * a whole. The function must answer in the same mode. Default: {@code STREAM}.
     */
    public Builder<T> responseTransferMode(ResponseTransferMode responseTransferMode) {
      this.responseTransferMode = responseTransferMode;
      return this;
    }

    /**
     * Time that API Gateway waits for the whole of the function's answer: streamed at most 15
     * minutes, buffered 29 seconds unless the account's quota is raised. Default: 5 minutes;
     * buffered 29 seconds.
     */
    public Builder<T> integrationTimeout(Duration integrationTimeout) {
      this.integrationTimeout = integrationTimeout;
      return this;
    }

    /**
     * Where it can be called: {@code REGIONAL} from the internet, {@code PRIVATE} through VPC
     * endpoints alone. A type that is deployed can be changed only after the access mode {@code
     * STRICT} is ("Security policies for REST APIs in API Gateway"). Default: {@code REGIONAL}.
     */
    public Builder<T> endpointType(EndpointType endpointType) {
      this.endpointType = endpointType;
      return this;
    }

    /**
     * VPC endpoints that get an address of their own for a private API. Who may call through which
     * one, the customers say. Default: none.
     */
    public Builder<T> vpcEndpoints(List<IVpcEndpoint> vpcEndpoints) {
      this.vpcEndpoints = vpcEndpoints;
      return this;
    }

    /**
     * What the API and its domain ask of a TLS connection; not {@code TLS_1_0}. Default: TLS 1.3
     * alone, {@code TLS13_1_3_2025_09}; {@code TLS_1_2}, which takes 1.3 too, with mutual TLS.
     */
    public Builder<T> securityPolicy(SecurityPolicy securityPolicy) {
      this.securityPolicy = securityPolicy;
      return this;
    }

    /**
     * A name of your own, with its certificate; with {@code mtls}, callers must have a certificate
     * too, and the API's first address is closed. Default: the address that API Gateway gives.
     */
    public Builder<T> domain(DomainNameOptions domain) {
      this.domain = domain;
      return this;
    }

    /**
     * The one other origin whose pages may call from a browser. Default: none, which suits callers
     * that are servers.
     */
    public Builder<T> cors(CorsOptions cors) {
      this.cors = cors;
      return this;
    }

    /**
     * Log group that takes the access log; its key and retention are its own. Default: a new one.
     */
    public Builder<T> accessLog(ILogGroup accessLog) {
      this.accessLog = accessLog;
      return this;
    }

    /** Key of the access log. Default: CloudWatch Logs' own. */
    public Builder<T> encryptionKey(IKey encryptionKey) {
      this.encryptionKey = encryptionKey;
      return this;
    }

    /** Time that log lines are kept. Default: three months. */
    public Builder<T> logRetention(RetentionDays logRetention) {
      this.logRetention = logRetention;
      return this;
    }

    /** What becomes of the access log when the stack is deleted. Default: it is retained. */
    public Builder<T> removalPolicy(RemovalPolicy removalPolicy) {
      this.removalPolicy = removalPolicy;
      return this;
    }

    public T build() {
      var domainOptions = Optional.ofNullable(domain);
      return target.apply(
          new InferenceApiProps(
              proxy,
              routes,
              customers,
              authorizationType != null ? authorizationType : defaultAuthorizationType(),
              Optional.ofNullable(authorizer),
              allThrottles(),
              responseTransferMode,
              integrationTimeout != null ? integrationTimeout : defaultIntegrationTimeout(),
              endpointType,
              vpcEndpoints,
              securityPolicy != null ? securityPolicy : TransportSecurity.defaultFor(domainOptions),
              domainOptions,
              Optional.ofNullable(cors),
              Optional.ofNullable(accessLog),
              Optional.ofNullable(encryptionKey),
              logRetention,
              removalPolicy));
    }

    private AuthorizationType defaultAuthorizationType() {
      return authorizer != null ? AuthorizationType.CUSTOM : AuthorizationType.IAM;
    }

    private Duration defaultIntegrationTimeout() {
      return responseTransferMode == ResponseTransferMode.STREAM
          ? Duration.minutes(5)
          : Duration.seconds(29);
    }

    private Map<InferenceRoute, ThrottleSettings> allThrottles() {
      var all = new EnumMap<InferenceRoute, ThrottleSettings>(InferenceRoute.class);
      routes.forEach(route -> all.put(route, Throttles.ofAll(customers)));
      all.putAll(throttles);
      return all;
    }
  }
}
