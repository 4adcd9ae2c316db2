package io.portcullis.stacks;

import io.portcullis.constructs.InferenceFoundation;
import io.portcullis.constructs.InferenceGateway;
import io.portcullis.constructs.InferenceGatewayProps;
import io.portcullis.constructs.alarms.AlarmThresholds;
import io.portcullis.constructs.alarms.GatewayAlarms;
import io.portcullis.constructs.alarms.GatewayAlarmsProps;
import io.portcullis.constructs.api.InferenceApi;
import io.portcullis.constructs.api.InferenceApiProps;
import io.portcullis.constructs.authorizer.JwtAuthorizer;
import io.portcullis.constructs.authorizer.JwtAuthorizerProps;
import io.portcullis.constructs.firewall.ApiFirewall;
import io.portcullis.constructs.firewall.ApiFirewallProps;
import io.portcullis.constructs.network.InferenceNetwork;
import io.portcullis.constructs.network.InferenceNetworkProps;
import io.portcullis.constructs.proxy.CircuitBreaker;
import io.portcullis.constructs.proxy.DuplicateGuard;
import io.portcullis.constructs.proxy.InferenceProxy;
import io.portcullis.constructs.proxy.InferenceProxyProps;
import io.portcullis.constructs.proxy.SpendCeiling;
import io.portcullis.constructs.proxy.TokenPrice;
import io.portcullis.stacks.environment.AuthorizationConfig;
import io.portcullis.stacks.environment.EndpointConfig;
import io.portcullis.stacks.environment.EnvironmentConfig;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.services.apigateway.AuthorizationType;
import software.constructs.Construct;

/** Turns what an environment says into the properties of the gateway's parts. */
record GatewayParts(Construct scope, String environment, EnvironmentConfig config) {
  private static final java.time.Duration LATEST_REPETITION = java.time.Duration.ofDays(3);

  InferenceGateway gateway(String id, InferenceFoundation foundation) {
    var gateway =
        InferenceGateway.Builder.create(scope, id)
            .foundation(foundation)
            .endpointUrl(config.endpoint().url())
            .securityLevel(config.endpoint().level())
            .dataClass(config.dataClass())
            .availabilityZones(config.availabilityZones())
            .customers(config.gatewayCustomers())
            .network(this::network)
            .proxy(this::proxy)
            .api(this::api)
            .firewall(this::firewall)
            .alarms(this::alarms)
            .logRetention(config.logRetention())
            .removalPolicy(config.removalPolicy());
    privateLink(gateway);
    authorization(gateway);
    return gateway.build();
  }

  private void privateLink(InferenceGatewayProps.Builder<InferenceGateway> gateway) {
    if (config.endpoint() instanceof EndpointConfig.Private endpoint) {
      gateway.privateLinkService(endpoint.privateLinkService());
    }
  }

  private void authorization(InferenceGatewayProps.Builder<InferenceGateway> gateway) {
    if (config.api().authorization() instanceof AuthorizationConfig.Jwt jwt) {
      gateway.authorizer(authorizer -> authorizer(authorizer, jwt));
    }
  }

  private static void authorizer(
      JwtAuthorizerProps.Builder<JwtAuthorizer> authorizer, AuthorizationConfig.Jwt jwt) {
    authorizer
        .issuer(jwt.issuer())
        .audiences(jwt.audiences())
        .scopes(jwt.scopes())
        .algorithms(jwt.algorithms())
        .subjectClaim(jwt.subjectClaim())
        .clockSkew(seconds(jwt.clockSkew()));
  }

  private void network(InferenceNetworkProps.Builder<InferenceNetwork> network) {
    if (config.endpoint() instanceof EndpointConfig.Private endpoint) {
      network.privateHostedZone(endpoint.privateHostedZone());
    }
    if (config.endpoint() instanceof EndpointConfig.OnTheInternet endpoint) {
      network.natGateway(endpoint.natGateway()).allowedDomains(endpoint.allowedDomains());
    }
  }

  private void proxy(InferenceProxyProps.Builder<InferenceProxy> proxy) {
    proxy
        .memorySize(config.proxy().memory())
        .responseTransferMode(config.api().responseTransferMode())
        .timeout(seconds(config.proxy().timeout()));
    var validation = config.validation();
    proxy
        .maxTokens(validation.maxTokens())
        .maxMessages(validation.maxMessages())
        .maxChoices(validation.maxChoices())
        .maxBodySize(Size.bytes(validation.maxBodySize()))
        .models(validation.models())
        .unknownFields(validation.unknownFields());
    guard(proxy);
    if (config.proxy().reservedConcurrency() > 0) {
      proxy.reservedConcurrentExecutions(config.proxy().reservedConcurrency());
    }
  }

  private void guard(InferenceProxyProps.Builder<InferenceProxy> proxy) {
    var guard = config.guard();
    var spend = config.quota().spend();
    proxy
        .scaleUpTimeout(seconds(guard.scaleUpTimeout()))
        .duplicateGuard(
            new DuplicateGuard(guard.duplicates().limit(), seconds(guard.duplicates().window())))
        .circuitBreaker(
            new CircuitBreaker(guard.breaker().failures(), seconds(guard.breaker().open())))
        .idempotencyRetention(seconds(guard.idempotency()))
        .bodyLogShare(config.logging().bodyShare())
        .tableFailure(config.quota().tableFailure())
        .spendCeiling(
            new SpendCeiling(
                spend.perDay(),
                spend.perMonth(),
                new TokenPrice(spend.inputTokenPrice(), spend.outputTokenPrice())));
  }

  private static Duration seconds(java.time.Duration duration) {
    return Duration.seconds(duration.toSeconds());
  }

  private void api(InferenceApiProps.Builder<InferenceApi> api) {
    api.endpointType(config.api().endpointType()).routes(config.api().routes());
    if (config.api().authorization() instanceof AuthorizationConfig.None) {
      api.authorizationType(AuthorizationType.NONE);
    }
    new ApiAddress(scope).set(config.api().address(), api);
  }

  private void firewall(ApiFirewallProps.Builder<ApiFirewall> firewall) {
    var rules = config.firewall();
    firewall
        .rateLimit(rules.rateLimit())
        .keyRateLimit(rules.keyRateLimit())
        .inspectionLimit(rules.inspection())
        .deniedCidrs(rules.deniedCidrs())
        .allowedCountries(rules.allowedCountries())
        .managedRuleGroups(rules.managedRuleGroups())
        .countedRules(rules.counted())
        .countedGroups(rules.countedGroups());
  }

  private void alarms(GatewayAlarmsProps.Builder<GatewayAlarms> alarms) {
    alarms.thresholds(thresholds());
    if (config.alarms().monthlyCost() > 0) {
      alarms.monthlyBudget(config.alarms().monthlyCost()).monthlyBudgetEnvironment(environment);
    }
  }

  private AlarmThresholds thresholds() {
    var values = config.alarms();
    var thresholds =
        AlarmThresholds.builder()
            .serverErrors(values.serverErrors())
            .upstreamFailures(values.upstreamFailures())
            .warmingPeriods(values.warmingPeriods())
            .breakerOpened(values.breakerOpened())
            .retryBudgetEmpty(values.retryBudgetEmpty())
            .quotaUnavailable(values.quotaUnavailable())
            .firstByte(Duration.millis(values.firstByte().toMillis()))
            .total(Duration.millis(values.total().toMillis()))
            .firewallBlocks(values.firewallBlocks())
            .refusals(values.refusals())
            .duplicates(values.duplicates())
            .callShare(values.callShare())
            .quotaShare(values.quotaShare())
            .spendShare(values.spendShare())
            .tokenNotice(seconds(values.tokenNotice()))
            .credentialMaximumAge(seconds(values.credentialMaximumAge()))
            .rotationOverdue(rotationOverdue())
            .throttles(values.throttles())
            .planThrottles(values.planThrottles());
    if (config.proxy().reservedConcurrency() > 0) {
      thresholds.concurrentExecutions(Math.max(1, config.proxy().reservedConcurrency() * 4 / 5));
    }
    return thresholds.build();
  }

  /**
   * A rotation may be late by its window, and by a repetition by hand: three days, or a quarter of
   * the time between two where they are frequent.
   */
  private Duration rotationOverdue() {
    var interval = config.token().longestInterval();
    var late = config.token().window().plus(interval.dividedBy(4));
    return seconds(interval.plus(late.compareTo(LATEST_REPETITION) < 0 ? late : LATEST_REPETITION));
  }
}
