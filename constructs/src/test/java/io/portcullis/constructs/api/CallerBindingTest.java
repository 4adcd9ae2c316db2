package io.portcullis.constructs.api;

import static io.portcullis.constructs.Json.json;
import static io.portcullis.constructs.api.ApiFixture.acme;
import static io.portcullis.constructs.api.ApiFixture.api;
import static io.portcullis.constructs.api.ApiFixture.customer;
import static io.portcullis.constructs.api.ApiFixture.globex;
import static io.portcullis.constructs.api.ApiFixture.unsignedApi;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.Role;

class CallerBindingTest {
  private final App app = new App();
  private final Stack stack = new Stack(app, "Test");

  @Test
  void bindsEachKeyToThePrincipalsOfItsCustomer_byNameWithoutPath() {
    api(stack).customers(List.of(acme().name("acme-eu").build(), globex().build())).build();

    assertThat(variables())
        .isEqualTo(
            json(
                """
                {
                  "acme_eu": { "Fn::Join": [ "", [
                    { "Ref": "ApiCustomersacmeeuApiKey" }, ",333333333333:role/acme"
                  ] ] },
                  "globex": { "Fn::Join": [ "", [
                    { "Ref": "ApiCustomersglobexApiKey" },
                    ",444444444444:role/globex,444444444444:user/globex"
                  ] ] }
                }
                """));
  }

  @Test
  void tellsWhoseEachKeyIs_whereNobodySigns() {
    unsignedApi(stack).customers(List.of(customer("acme").build())).build();

    assertThat(variables())
        .isEqualTo(json("{ \"acme\": { \"Ref\": \"ApiCustomersacmeApiKey\" } }"));
  }

  @Test
  void hasNoVariables_withoutCustomers() {
    api(stack).build();

    assertThat(Resources.of(stack).only("AWS::ApiGateway::Stage").has("Variables")).isFalse();
  }

  @Test
  void takesARoleOfTheSameApp() {
    var role = Role.Builder.create(stack, "Role").assumedBy(new AccountRootPrincipal()).build();

    api(stack).customers(List.of(acme().principals(List.of(role.getRoleArn())).build())).build();

    assertThat(variables())
        .isEqualTo(
            json(
                """
                {
                  "acme": { "Fn::Join": [ "", [
                    { "Ref": "ApiCustomersacmeApiKey" },
                    ",",
                    { "Fn::Select": [ 4, { "Fn::Split": [ ":", { "Fn::GetAtt": [ "Role", "Arn" ] } ] } ] },
                    ":",
                    { "Fn::Select": [ 5, { "Fn::Split": [ ":", { "Fn::GetAtt": [ "Role", "Arn" ] } ] } ] }
                  ] ] }
                }
                """));
  }

  @Test
  void takesARoleOfAnotherStack() {
    var other = new Stack(app, "Other");
    var role = Role.Builder.create(other, "Role").assumedBy(new AccountRootPrincipal()).build();

    api(stack).customers(List.of(acme().principals(List.of(role.getRoleArn())).build())).build();

    assertThat(variables().toString()).contains("Fn::ImportValue=Other:ExportsOutput");
  }

  @Test
  void rejectsMorePrincipals_thanAVariableHasRoomFor() {
    var principals =
        IntStream.range(0, 20)
            .mapToObj("arn:aws:iam::333333333333:role/acme-batch-%02d"::formatted)
            .toList();
    var builder = api(stack).customers(List.of(acme().principals(principals).build()));

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage(
            "'principals' of customer 'acme' take 640 characters of the 492 that a stage variable"
                + " has room for, name fewer or shorter ones");
  }

  /** AWS takes none of a name that is longer, or of a value with other characters. */
  @Test
  void keepsToWhatAStageVariableMayBe() {
    api(stack).customers(List.of(acme().name("acme-" + "a".repeat(59)).build())).build();

    assertThat(variables())
        .allSatisfy(
            (name, value) -> {
              assertThat(name).hasSize(64).matches("[A-Za-z0-9_]+");
              assertThat(value.toString()).contains(",333333333333:role/acme");
            });
  }

  private Map<String, Object> variables() {
    return Json.json(Resources.of(stack).only("AWS::ApiGateway::Stage").get("Variables"));
  }
}
