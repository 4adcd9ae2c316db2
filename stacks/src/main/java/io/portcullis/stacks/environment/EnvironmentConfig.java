package io.portcullis.stacks.environment;

import io.portcullis.constructs.customer.Customer;
import io.portcullis.constructs.customer.Plan;
import io.portcullis.constructs.policy.DataClass;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.apigateway.ResponseTransferMode;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * What differs from one environment to another. Everything else is the same everywhere and lives in
 * the stacks.
 *
 * @param account AWS account, twelve digits
 * @param region AWS Region, such as {@code eu-west-1}; the endpoint must be in the same
 * @param availabilityZones zones of the network, each of the Region and, with PrivateLink, offered
 *     by its service
 * @param production whether a deployment stops before it replaces what is stored
 * @param dataClass what the model is asked to work on
 * @param endpoint the Hugging Face Inference Endpoint
 * @param token how the Hugging Face token is kept
 * @param proxy size and limits of the proxy function
 * @param api what may be called, and whom the API asks who they are
 * @param validation what a request may ask for
 * @param guard what protects the endpoint from storms of calls
 * @param quota what holds when limits are counted
 * @param firewall rules and limits of the firewall
 * @param alarms when a person is told, and whom
 * @param logging what is logged beside one line for each call
 * @param plans how much may be called, by name
 * @param customers who may call, by name
 * @param tags tags of every resource
 * @param logRetention time that log lines are kept
 * @param retainData whether the key, the token, the table and the logs survive the deletion of
 *     their stack
 */
public record EnvironmentConfig(
    String account,
    String region,
    List<String> availabilityZones,
    boolean production,
    DataClass dataClass,
    EndpointConfig endpoint,
    TokenConfig token,
    ProxyConfig proxy,
    ApiConfig api,
    ValidationConfig validation,
    GuardConfig guard,
    QuotaConfig quota,
    FirewallConfig firewall,
    AlarmsConfig alarms,
    LoggingConfig logging,
    Map<String, PlanConfig> plans,
    Map<String, CustomerConfig> customers,
    Map<String, String> tags,
    RetentionDays logRetention,
    boolean retainData) {

  private static final Duration LONGEST_BUFFERED = Duration.ofSeconds(28);

  /** What the proxy keeps back to answer a call itself, and to wait for the first byte. */
  private static final Duration LEFT_FOR_THE_ANSWER = Duration.ofSeconds(3);

  public EnvironmentConfig {
    Rule.require(account.matches("\\d{12}"), "account", "must have twelve digits", account);
    Rule.require(
        region.matches("[a-z]{2}(-[a-z]+)+-\\d"), "region", "must be an AWS Region", region);
    availabilityZones = List.copyOf(availabilityZones);
    requireTimeout(proxy.timeout(), api.responseTransferMode());
    requireScaleUpTimeout(guard.scaleUpTimeout(), proxy.timeout());
    requireTokenNotice(alarms.tokenNotice(), token.timeLeft());
    requireZones(availabilityZones, region);
    plans = Map.copyOf(plans);
    customers = Map.copyOf(customers);
    requireCustomers(plans, customers);
    customers.forEach((name, customer) -> requireIdentity(name, customer, api.authorization()));
    tags = Map.copyOf(tags);
  }

  /** The customers with their plans, in the order of their names. */
  public List<Customer> gatewayCustomers() {
    return new TreeMap<>(customers)
        .entrySet().stream()
            .map(
                customer ->
                    customer
                        .getValue()
                        .customer(customer.getKey(), plan(plans, customer.getValue())))
            .toList();
  }

  /** What becomes of stored data when its stack is deleted. */
  public RemovalPolicy removalPolicy() {
    return retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
  }

  /** API Gateway waits 29 seconds for an answer that it passes on whole. */
  private static void requireTimeout(Duration timeout, ResponseTransferMode mode) {
    Rule.require(
        mode == ResponseTransferMode.STREAM || timeout.compareTo(LONGEST_BUFFERED) <= 0,
        "proxy.timeout",
        "must be at most %s for the response transfer mode BUFFERED".formatted(LONGEST_BUFFERED),
        timeout.toString());
  }

  private static void requireScaleUpTimeout(Duration scaleUpTimeout, Duration timeout) {
    Rule.require(
        scaleUpTimeout.isZero()
            || scaleUpTimeout.compareTo(timeout.minus(LEFT_FOR_THE_ANSWER)) <= 0,
        "guard.scaleUpTimeout",
        "must be at least %s shorter than 'proxy.timeout'".formatted(LEFT_FOR_THE_ANSWER),
        scaleUpTimeout.toString());
  }

  /** The alarm would go off before every rotation otherwise. */
  private static void requireTokenNotice(Duration notice, Duration timeLeft) {
    Rule.require(
        notice.compareTo(timeLeft) < 0,
        "alarms.tokenNotice",
        "must be less than the %s that a token has left when the next one replaces it"
            .formatted(timeLeft),
        notice.toString());
  }

  private static void requireZones(List<String> zones, String region) {
    Rule.require(!zones.isEmpty(), "availabilityZones", "must have at least one zone", "[]");
    for (var zone : zones) {
      Rule.require(
          zone.matches(region + "[a-z]"),
          "availabilityZones",
          "must be zones of the Region %s".formatted(region),
          zone);
    }
    Rule.require(
        zones.stream().distinct().count() == zones.size(),
        "availabilityZones",
        "must be different",
        zones.toString());
  }

  private static void requireCustomers(
      Map<String, PlanConfig> plans, Map<String, CustomerConfig> customers) {
    plans.forEach((name, plan) -> Rule.check("plans." + name, () -> plan.plan(name)));
    customers.forEach(
        (name, customer) -> {
          Rule.require(
              plans.containsKey(customer.plan()),
              "customers.%s.plan".formatted(name),
              "must be one of the plans %s".formatted(new TreeMap<>(plans).keySet()),
              customer.plan());
          Rule.check("customers." + name, () -> customer.customer(name, plan(plans, customer)));
        });
  }

  private static void requireIdentity(
      String name, CustomerConfig customer, AuthorizationConfig authorization) {
    requireNames(
        "customers.%s.principals".formatted(name),
        customer.principals(),
        authorization instanceof AuthorizationConfig.Iam,
        authorization);
    requireNames(
        "customers.%s.subjects".formatted(name),
        customer.subjects(),
        authorization instanceof AuthorizationConfig.Jwt,
        authorization);
  }

  private static void requireNames(
      String key, List<String> names, boolean asked, AuthorizationConfig authorization) {
    Rule.require(
        names.isEmpty() != asked,
        key,
        "must %s for the authorization %s"
            .formatted(asked ? "have at least one" : "be empty", authorization.word()),
        names.toString());
  }

  private static Plan plan(Map<String, PlanConfig> plans, CustomerConfig customer) {
    return plans.get(customer.plan()).plan(customer.plan());
  }
}
