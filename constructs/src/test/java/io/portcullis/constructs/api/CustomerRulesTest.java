package io.portcullis.constructs.api;

import static io.portcullis.constructs.api.ApiFixture.acme;
import static io.portcullis.constructs.api.ApiFixture.api;
import static io.portcullis.constructs.api.ApiFixture.authorizedApi;
import static io.portcullis.constructs.api.ApiFixture.customer;
import static io.portcullis.constructs.api.ApiFixture.globex;
import static io.portcullis.constructs.api.ApiFixture.initech;
import static io.portcullis.constructs.api.ApiFixture.unsignedApi;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.portcullis.constructs.customer.Customer;
import io.portcullis.constructs.customer.Plan;
import java.util.List;
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
    var name = "a".repeat(60);

    assertRejected(
        unsignedApi(stack).customers(List.of(customer(name).build())),
        "'customers' must have names of at most 59 characters, got '%s'".formatted(name));
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
  void rejectsPrincipals_whereAnAuthorizerIsAsked() {
    var customer = acme().subjects(List.of("acme-client")).build();

    assertRejected(
        authorizedApi(stack).customers(List.of(customer)),
        "'principals' need the authorization type IAM, customer 'acme' has some");
  }

  @Test
  void rejectsACustomerWithoutSubject_whereAnAuthorizerIsAsked() {
    assertRejected(
        authorizedApi(stack).customers(List.of(initech().build(), customer("globex").build())),
        "'subjects' must name at least one where there is an 'authorizer', customer 'globex' has"
            + " none");
  }

  @Test
  void rejectsSubjects_withoutAuthorizer() {
    assertRejected(
        unsignedApi(stack).customers(List.of(initech().build())),
        "'subjects' need an 'authorizer', customer 'initech' has some");
    assertRejected(
        api(stack, "Signed").customers(List.of(acme().subjects(List.of("acme-client")).build())),
        "'subjects' need an 'authorizer', customer 'acme' has some");
  }

  @Test
  void rejectsASubjectOfTwoCustomers() {
    var other = customer("globex").subjects(List.of("globex-client", "initech-client")).build();

    assertRejected(
        authorizedApi(stack).customers(List.of(initech().build(), other)),
        "'subjects' must be of one customer alone, 'initech' and 'globex' both have"
            + " 'initech-client'");
  }

  /** Subjects are compared letter by letter. */
  @Test
  void takesSubjectsThatDiffer() {
    var other = customer("globex").subjects(List.of("Initech-client")).build();
    var builder = authorizedApi(stack).customers(List.of(initech().build(), other));

    assertThatNoException().isThrownBy(builder::build);
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
