package io.portcullis.constructs.api;

import static io.portcullis.constructs.api.ApiFixture.acme;
import static io.portcullis.constructs.api.ApiFixture.api;
import static io.portcullis.constructs.api.ApiFixture.customer;
import static io.portcullis.constructs.api.ApiFixture.globex;
import static io.portcullis.constructs.api.ApiFixture.unsignedApi;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.portcullis.constructs.customer.Customer;
import io.portcullis.constructs.customer.Plan;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigateway.EndpointType;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.Role;

class CustomerRulesTest {
  private final Stack stack = new Stack(new App(), "Test");

  @Test
  void rejectsTwoCustomersOfOneName() {
    assertRejected(
        unsignedApi(stack).customers(List.of(customer("acme").build(), customer("acme").build())),
        "'customers' must have different names, got 'acme' twice");
  }

  @Test
  void rejectsANameTooLongForAStageVariable() {
    var name = "a".repeat(65);

    assertRejected(
        unsignedApi(stack).customers(List.of(customer(name).build())),
        "'customers' must have names of at most 64 characters, got '%s'".formatted(name));
  }

  @Test
  void rejectsMoreCustomersThanAStageHasVariables() {
    var customers =
        IntStream.rangeClosed(0, 100)
            .mapToObj(i -> customer("acme-%d".formatted(i)).build())
            .toList();

    assertRejected(
        unsignedApi(stack).customers(customers),
        "'customers' must be at most 100, got '101', give some a gateway of their own");
  }

  @Test
  void rejectsOnePlanWithTwoLimits() {
    var other = customer("globex").plan(new Plan("standard", 5, 10, 2000)).build();

    assertRejected(
        unsignedApi(stack).customers(List.of(customer("acme").build(), other)),
        "'plan' must have the same limits for every customer, customer 'globex' has others for"
            + " 'standard'");
  }

  @Test
  void rejectsACustomerWithoutPrincipal_whereCallersSign() {
    assertRejected(
        api(stack).customers(List.of(acme().build(), customer("globex").build())),
        "'principals' must name at least one role or user, customer 'globex' has none, add one or"
            + " set 'authorizationType' to NONE");
  }

  @Test
  void rejectsPrincipals_whereNobodySigns() {
    assertRejected(
        unsignedApi(stack).customers(List.of(acme().build())),
        "'principals' need the authorization type IAM, customer 'acme' has some");
  }

  @Test
  void rejectsAPrincipalOfTwoCustomers() {
    var other = globex().principals(List.of(ApiFixture.ACME_ROLE)).build();

    assertRejected(
        api(stack).customers(List.of(acme().build(), other)),
        "'principals' must be of one customer alone, 'acme' and 'globex' both have"
            + " 'arn:aws:iam::333333333333:role/acme'");
  }

  /** Of a role's session the path is not known, and the account has one role of a name. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:iam::333333333333:role/team/acme",
        "arn:aws-cn:iam::333333333333:role/acme"
      })
  void rejectsAPrincipalThatCouldBeTheSame(String arn) {
    assertRejected(
        api(stack).customers(List.of(acme().build(), globex().principals(List.of(arn)).build())),
        "'principals' must be of one customer alone, 'acme' and 'globex' both have '%s'"
            .formatted(arn));
  }

  @Test
  void rejectsAPrincipalOfTwoCustomers_thatIsKnownOnlyAtDeployment() {
    var role = Role.Builder.create(stack, "Role").assumedBy(new AccountRootPrincipal()).build();
    var principals = List.of(role.getRoleArn());
    var builder =
        api(stack)
            .customers(
                List.of(
                    acme().principals(principals).build(),
                    globex().principals(principals).build()));

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessageStartingWith(
            "'principals' must be of one customer alone, 'acme' and 'globex' both have ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:iam::333333333333:user/acme",
        "arn:aws:iam::333333333333:role/acme2",
        "arn:aws:iam::333333333334:role/acme"
      })
  void takesPrincipalsThatDiffer(String arn) {
    var builder =
        api(stack).customers(List.of(acme().build(), globex().principals(List.of(arn)).build()));

    assertThatNoException().isThrownBy(builder::build);
  }

  @Test
  void rejectsVpcEndpoints_ofARegionalApi() {
    assertRejected(
        api(stack).customers(List.of(withVpcEndpoint())),
        "'sourceVpcEndpoints' need the endpoint type PRIVATE, customer 'acme' has some");
  }

  @Test
  void rejectsACustomerWithoutVpcEndpoint_ofAPrivateApi() {
    assertRejected(
        api(stack)
            .endpointType(EndpointType.PRIVATE)
            .customers(List.of(withVpcEndpoint(), globex().build())),
        "'sourceVpcEndpoints' must name at least one for the endpoint type PRIVATE, customer"
            + " 'globex' has none");
  }

  private static Customer withVpcEndpoint() {
    return acme().sourceVpcEndpoints(List.of("vpce-0123456789abcdef0")).build();
  }

  private static void assertRejected(
      InferenceApiProps.Builder<InferenceApi> builder, String message) {
    assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage(message);
  }
}
