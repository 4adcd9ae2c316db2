package io.portcullis.constructs.api;

import io.portcullis.constructs.customer.Customer;
import io.portcullis.constructs.customer.Plan;
import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigateway.AuthorizationType;
import software.amazon.awscdk.services.apigateway.IdentitySource;
import software.amazon.awscdk.services.apigateway.RequestAuthorizer;
import software.amazon.awscdk.services.lambda.Function;

/** APIs and customers with every required property, for tests to vary. */
final class ApiFixture {
  static final Plan STANDARD = new Plan("standard", 5, 10, 1000);
  static final String ACME_ROLE = "arn:aws:iam::333333333333:role/acme";
  static final String GLOBEX_ROLE = "arn:aws:iam::444444444444:role/team/globex";

  private ApiFixture() {}

  /** Whose callers sign. */
  static InferenceApiProps.Builder<InferenceApi> api(Stack stack) {
    return api(stack, "Api");
  }

  static InferenceApiProps.Builder<InferenceApi> api(Stack stack, String id) {
    return InferenceApi.Builder.create(stack, id)
        .proxy(
            Function.fromFunctionArn(
                stack, id + "Proxy", "arn:aws:lambda:us-east-1:111111111111:function:proxy"));
  }

  /** Whose callers do not say who they are. */
  static InferenceApiProps.Builder<InferenceApi> unsignedApi(Stack stack) {
    return api(stack).authorizationType(AuthorizationType.NONE);
  }

  /** Whose callers show an authorizer a token. */
  static InferenceApiProps.Builder<InferenceApi> authorizedApi(Stack stack) {
    return api(stack).authorizer(authorizer(stack, "Authorizer").build());
  }

  static RequestAuthorizer.Builder authorizer(Stack stack, String id) {
    return RequestAuthorizer.Builder.create(stack, id)
        .handler(
            Function.fromFunctionArn(
                stack, id + "Function", "arn:aws:lambda:us-east-1:111111111111:function:identity"))
        .identitySources(
            List.of(IdentitySource.header("Authorization"), IdentitySource.header("x-api-key")));
  }

  /** A customer that signs. */
  static Customer.Builder acme() {
    return customer("acme").principals(List.of(ACME_ROLE));
  }

  /** Another customer that signs. */
  static Customer.Builder globex() {
    return customer("globex")
        .sourceCidrs(List.of("198.51.100.0/25", "198.51.100.200/32"))
        .principals(List.of(GLOBEX_ROLE, "arn:aws:iam::444444444444:user/globex"));
  }

  /** A customer that shows tokens. */
  static Customer.Builder initech() {
    return customer("initech").subjects(List.of("initech-client"));
  }

  /** A customer that does not say who it is. */
  static Customer.Builder customer(String name) {
    return Customer.builder().name(name).plan(STANDARD).sourceCidrs(List.of("203.0.113.0/24"));
  }
}
