package io.portcullis.constructs.api;

import static java.util.Objects.requireNonNull;

import io.portcullis.constructs.customer.Customer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.apigateway.AuthorizationType;
import software.amazon.awscdk.services.apigateway.CorsOptions;
import software.amazon.awscdk.services.apigateway.DomainNameOptions;
import software.amazon.awscdk.services.apigateway.EndpointType;
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
    Map<InferenceRoute, ThrottleSettings> throttles,
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
    ApiRules.routes(routes);
    ApiRules.authorizationType(authorizationType);
    ApiRules.endpoint(endpointType, vpcEndpoints, domain);
    CustomerRules.check(customers, authorizationType, endpointType);
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
    private AuthorizationType authorizationType = AuthorizationType.IAM;
    private Map<InferenceRoute, ThrottleSettings> throttles = Map.of();
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

    /** Who may call, from where and how much, at most 100. Default: nobody. */
    public Builder<T> customers(List<Customer> customers) {
      this.customers = customers;
      return this;
    }

    /**
     * Whether callers sign with AWS Signature Version 4 as one of their customer's principals:
     * {@code IAM} or {@code NONE}. Default: {@code IAM}.
     */
    public Builder<T> authorizationType(AuthorizationType authorizationType) {
      this.authorizationType = authorizationType;
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
              authorizationType,
              allThrottles(),
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

    private Map<InferenceRoute, ThrottleSettings> allThrottles() {
      var all = new EnumMap<InferenceRoute, ThrottleSettings>(InferenceRoute.class);
      routes.forEach(route -> all.put(route, Throttles.ofAll(customers)));
      all.putAll(throttles);
      return all;
    }
  }
}
