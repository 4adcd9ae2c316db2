package io.portcullis.constructs.api;

import io.portcullis.constructs.customer.Customer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.apigateway.AuthorizationType;
import software.amazon.awscdk.services.apigateway.EndpointType;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.StarPrincipal;

/**
 * Who may call, from where: nobody from a network that is no customer's, and where callers sign,
 * nobody who is no customer, and no customer from another network than its own.
 *
 * <p>Callers are named by the condition key {@code aws:PrincipalArn}, not as the statement's
 * principal. API Gateway refuses a policy whose principal does not exist, so that one customer who
 * deletes a role would stop every deployment; and a role made anew would no longer be the one that
 * was meant. The key is absent from a call that nobody signed, which therefore is not allowed
 * either. Everyone else is denied, not only not allowed, since in the API's own account an allowing
 * policy of the caller is enough ("How API Gateway resource policies affect authorization
 * workflow").
 */
final class ResourcePolicy {
  private static final List<String> EVERYTHING = List.of("execute-api:/*");
  private static final String PRINCIPAL = "aws:PrincipalArn";

  private final InferenceApiProps props;

  private ResourcePolicy(InferenceApiProps props) {
    this.props = props;
  }

  static PolicyDocument of(InferenceApiProps props) {
    var statements = new ResourcePolicy(props).statements();
    var document = PolicyDocument.Builder.create().statements(statements).build();
    if (!hasTokens(props.customers())) {
      PolicySize.require(document);
    }
    return document;
  }

  private List<PolicyStatement> statements() {
    if (props.customers().isEmpty()) {
      return List.of(deny(EVERYTHING, Map.of()));
    }
    var statements = new ArrayList<>(allowed());
    elsewhere(everybody()).forEach(network -> statements.add(deny(EVERYTHING, network)));
    if (signed()) {
      statements.add(deny(guarded(), Map.of("StringNotEquals", Map.of(PRINCIPAL, principals()))));
      props.customers().forEach(customer -> statements.addAll(bound(customer)));
    }
    return statements;
  }

  private List<PolicyStatement> allowed() {
    var routes = props.routes().stream().map(route -> resource(route.method(), route)).toList();
    var allowed =
        statement(
            Effect.ALLOW,
            routes,
            signed() ? Map.of("StringEquals", Map.of(PRINCIPAL, principals())) : Map.of());
    return props.cors().isPresent()
        ? List.of(allowed, statement(Effect.ALLOW, preflights(), Map.of()))
        : List.of(allowed);
  }

  /** A browser asks before it signs. */
  private List<String> preflights() {
    return props.routes().stream().map(route -> resource("OPTIONS", route)).toList();
  }

  private List<PolicyStatement> bound(Customer customer) {
    return elsewhere(Network.of(customer))
        .map(
            network -> {
              var conditions = new LinkedHashMap<String, Object>();
              conditions.put("StringEquals", Map.of(PRINCIPAL, customer.principals()));
              conditions.putAll(network);
              return deny(guarded(), conditions);
            })
        .toList();
  }

  /** Networks from which calls come. */
  private record Network(List<String> cidrs, List<String> vpcEndpoints) {
    static Network of(Customer customer) {
      return new Network(customer.sourceCidrs(), customer.sourceVpcEndpoints());
    }
  }

  private Network everybody() {
    // In a VPC a range narrows an endpoint, so a customer without any may call from all of them.
    var narrowed =
        !isPrivate()
            || props.customers().stream().noneMatch(customer -> customer.sourceCidrs().isEmpty());
    return new Network(
        narrowed ? union(Customer::sourceCidrs) : List.of(), union(Customer::sourceVpcEndpoints));
  }

  /**
   * Conditions of which one is true of a call from any other network. Addresses inside a VPC are
   * anybody's to choose, so there a range counts beside the VPC endpoint, never instead of it.
   */
  private Stream<Map<String, Object>> elsewhere(Network network) {
    if (!isPrivate()) {
      return Stream.of(Map.of("NotIpAddress", Map.of("aws:SourceIp", network.cidrs())));
    }
    return Stream.of(
            Map.<String, Object>of(
                "StringNotEquals", Map.of("aws:SourceVpce", network.vpcEndpoints())),
            Map.<String, Object>of("NotIpAddress", Map.of("aws:VpcSourceIp", network.cidrs())))
        .limit(network.cidrs().isEmpty() ? 1 : 2);
  }

  private List<String> principals() {
    return union(Customer::principals);
  }

  private List<String> union(Function<Customer, List<String>> values) {
    return props.customers().stream().map(values).flatMap(List::stream).distinct().toList();
  }

  private boolean signed() {
    return props.authorizationType() == AuthorizationType.IAM;
  }

  private boolean isPrivate() {
    return props.endpointType() == EndpointType.PRIVATE;
  }

  /** Everything but preflight requests, if there are any. */
  private List<String> guarded() {
    return props.cors().isEmpty()
        ? EVERYTHING
        : props.routes().stream()
            .map(route -> "execute-api:/*/%s/*".formatted(route.method()))
            .distinct()
            .toList();
  }

  private static String resource(String method, InferenceRoute route) {
    return "execute-api:/%s/%s%s".formatted(InferenceApi.STAGE_NAME, method, route.path());
  }

  private static PolicyStatement deny(List<String> resources, Map<String, Object> conditions) {
    return statement(Effect.DENY, resources, conditions);
  }

  private static PolicyStatement statement(
      Effect effect, List<String> resources, Map<String, Object> conditions) {
    return PolicyStatement.Builder.create()
        .effect(effect)
        .principals(List.of(new StarPrincipal()))
        .actions(List.of("execute-api:Invoke"))
        .resources(resources)
        .conditions(conditions)
        .build();
  }

  private static boolean hasTokens(List<Customer> customers) {
    return customers.stream()
        .flatMap(
            customer ->
                Stream.of(
                        customer.sourceCidrs(),
                        customer.sourceVpcEndpoints(),
                        customer.principals())
                    .flatMap(List::stream))
        .anyMatch(Token::isUnresolved);
  }
}
