package io.portcullis.constructs;

import static java.util.Objects.requireNonNull;

import io.portcullis.constructs.alarms.GatewayAlarms;
import io.portcullis.constructs.alarms.GatewayAlarmsProps;
import io.portcullis.constructs.api.InferenceApi;
import io.portcullis.constructs.api.InferenceApiProps;
import io.portcullis.constructs.authorizer.JwtAuthorizer;
import io.portcullis.constructs.authorizer.JwtAuthorizerProps;
import io.portcullis.constructs.customer.Customer;
import io.portcullis.constructs.firewall.ApiFirewall;
import io.portcullis.constructs.firewall.ApiFirewallProps;
import io.portcullis.constructs.network.InferenceNetwork;
import io.portcullis.constructs.network.InferenceNetworkProps;
import io.portcullis.constructs.network.SecurityLevel;
import io.portcullis.constructs.policy.DataClass;
import io.portcullis.constructs.proxy.InferenceProxy;
import io.portcullis.constructs.proxy.InferenceProxyProps;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * Properties of an {@link InferenceGateway}. Create them with {@link #builder()}; the record's own
 * constructor changes with every new property.
 */
public record InferenceGatewayProps(
    String endpointUrl,
    SecurityLevel securityLevel,
    Optional<String> privateLinkService,
    DataClass dataClass,
    List<Customer> customers,
    Optional<InferenceFoundation> foundation,
    List<String> availabilityZones,
    Optional<String> webAclArn,
    Consumer<InferenceNetworkProps.Builder<InferenceNetwork>> network,
    Consumer<InferenceProxyProps.Builder<InferenceProxy>> proxy,
    Optional<Consumer<JwtAuthorizerProps.Builder<JwtAuthorizer>>> authorizer,
    Consumer<InferenceApiProps.Builder<InferenceApi>> api,
    Consumer<ApiFirewallProps.Builder<ApiFirewall>> firewall,
    Consumer<GatewayAlarmsProps.Builder<GatewayAlarms>> alarms,
    RetentionDays logRetention,
    RemovalPolicy removalPolicy) {

  public InferenceGatewayProps {
    requireNonNull(endpointUrl, "'endpointUrl' is required");
    requireNonNull(securityLevel, "'securityLevel' is required");
    requireNonNull(dataClass, "'dataClass' is required");
    customers = List.copyOf(customers);
    availabilityZones = List.copyOf(availabilityZones);
  }

  public static Builder<InferenceGatewayProps> builder() {
    return new Builder<>(Function.identity());
  }

  /**
   * Collects the properties of an {@link InferenceGateway}. What belongs to one part alone is set
   * on that part's own builder, which comes filled: {@code .proxy(proxy ->
   * proxy.memorySize(1024))}.
   *
   * @param <T> what {@link #build()} returns: the props, or the construct itself
   */
  public static final class Builder<T> {
    private final Function<InferenceGatewayProps, T> target;
    private String endpointUrl;
    private SecurityLevel securityLevel = SecurityLevel.PRIVATE;
    private String privateLinkService;
    private DataClass dataClass = DataClass.CUSTOMER;
    private List<Customer> customers = List.of();
    private InferenceFoundation foundation;
    private List<String> availabilityZones = List.of();
    private String webAclArn;
    private Consumer<InferenceNetworkProps.Builder<InferenceNetwork>> network = part -> {};
    private Consumer<InferenceProxyProps.Builder<InferenceProxy>> proxy = part -> {};
    private Consumer<JwtAuthorizerProps.Builder<JwtAuthorizer>> authorizer;
    private Consumer<InferenceApiProps.Builder<InferenceApi>> api = part -> {};
    private Consumer<ApiFirewallProps.Builder<ApiFirewall>> firewall = part -> {};
    private Consumer<GatewayAlarmsProps.Builder<GatewayAlarms>> alarms = part -> {};
    private RetentionDays logRetention = RetentionDays.THREE_MONTHS;
    private RemovalPolicy removalPolicy = RemovalPolicy.RETAIN;

    Builder(Function<InferenceGatewayProps, T> target) {
      this.target = target;
    }

    /** Address of the Inference Endpoint, {@code https} without a path. Required. */
    public Builder<T> endpointUrl(String endpointUrl) {
      this.endpointUrl = endpointUrl;
      return this;
    }

    /** From where the endpoint is reached, and by whom. Default: {@code PRIVATE}. */
    public Builder<T> securityLevel(SecurityLevel securityLevel) {
      this.securityLevel = securityLevel;
      return this;
    }

    /**
     * Service name that Hugging Face gives for the endpoint, such as {@code
     * com.amazonaws.vpce.us-east-1.vpce-svc-…}. Default: none, required at the level {@code
     * PRIVATE}.
     */
    public Builder<T> privateLinkService(String privateLinkService) {
      this.privateLinkService = privateLinkService;
      return this;
    }

    /**
     * What the model is asked to work on; the policies follow from it. Default: {@code CUSTOMER}.
     */
    public Builder<T> dataClass(DataClass dataClass) {
      this.dataClass = dataClass;
      return this;
    }

    /** Who may call, from where and how much. Default: nobody. */
    public Builder<T> customers(List<Customer> customers) {
      this.customers = customers;
      return this;
    }

    /**
     * Key, token, table and roles, usually of another stack. Default: a new {@link
     * InferenceFoundation} inside this construct.
     */
    public Builder<T> foundation(InferenceFoundation foundation) {
      this.foundation = foundation;
      return this;
    }

    /** Zones of the network, such as {@code us-east-1a}. Default: two that CDK chooses. */
    public Builder<T> availabilityZones(List<String> availabilityZones) {
      this.availabilityZones = availabilityZones;
      return this;
    }

    /**
     * ARN of a web ACL of one's own, in place of the firewall. Default: a new {@link ApiFirewall}.
     */
    public Builder<T> webAclArn(String webAclArn) {
      this.webAclArn = webAclArn;
      return this;
    }

    /** Sets what the network alone knows, such as a VPC of one's own. Default: nothing. */
    public Builder<T> network(Consumer<InferenceNetworkProps.Builder<InferenceNetwork>> network) {
      this.network = network;
      return this;
    }

    /** Sets what the proxy alone knows, such as its memory. Default: nothing. */
    public Builder<T> proxy(Consumer<InferenceProxyProps.Builder<InferenceProxy>> proxy) {
      this.proxy = proxy;
      return this;
    }

    /**
     * Asks callers for a token of an OpenID Connect issuer, and sets what the authorizer knows,
     * such as the issuer. Default: none; callers sign with AWS Signature Version 4.
     */
    public Builder<T> authorizer(Consumer<JwtAuthorizerProps.Builder<JwtAuthorizer>> authorizer) {
      this.authorizer = authorizer;
      return this;
    }

    /** Sets what the API alone knows, such as its routes. Default: nothing. */
    public Builder<T> api(Consumer<InferenceApiProps.Builder<InferenceApi>> api) {
      this.api = api;
      return this;
    }

    /**
     * Sets what the firewall alone knows, such as countries. Default: nothing; an address and a key
     * may make twice the requests that the largest plan allows in five minutes, at least 2,000.
     */
    public Builder<T> firewall(Consumer<ApiFirewallProps.Builder<ApiFirewall>> firewall) {
      this.firewall = firewall;
      return this;
    }

    /** Sets what the alarms alone know, such as a topic of one's own. Default: nothing. */
    public Builder<T> alarms(Consumer<GatewayAlarmsProps.Builder<GatewayAlarms>> alarms) {
      this.alarms = alarms;
      return this;
    }

    /** Time that log lines are kept. Default: three months. */
    public Builder<T> logRetention(RetentionDays logRetention) {
      this.logRetention = logRetention;
      return this;
    }

    /** What becomes of stored data when the stack is deleted. Default: it is retained. */
    public Builder<T> removalPolicy(RemovalPolicy removalPolicy) {
      this.removalPolicy = removalPolicy;
      return this;
    }

    public T build() {
      return target.apply(
          new InferenceGatewayProps(
              endpointUrl,
              securityLevel,
              Optional.ofNullable(privateLinkService),
              dataClass,
              customers,
              Optional.ofNullable(foundation),
              availabilityZones,
              Optional.ofNullable(webAclArn),
              network,
              proxy,
              Optional.ofNullable(authorizer),
              api,
              firewall,
              alarms,
              logRetention,
              removalPolicy));
    }
  }
}
