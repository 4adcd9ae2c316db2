package io.portcullis.constructs.api;

import static io.portcullis.constructs.Json.json;
import static io.portcullis.constructs.api.ApiFixture.acme;
import static io.portcullis.constructs.api.ApiFixture.api;
import static io.portcullis.constructs.api.ApiFixture.authorizedApi;
import static io.portcullis.constructs.api.ApiFixture.customer;
import static io.portcullis.constructs.api.ApiFixture.globex;
import static io.portcullis.constructs.api.ApiFixture.initech;
import static io.portcullis.constructs.api.ApiFixture.unsignedApi;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import io.portcullis.constructs.customer.Customer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigateway.CorsOptions;
import software.amazon.awscdk.services.apigateway.EndpointType;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.Role;

class CallerBindingTest {
  private final App app = new App();
  private final Stack stack = new Stack(app, "Test");

  @Test
  void bindsKeysToPlanNetworkAndPrincipals_byNameWithoutPath() {
    api(stack)
        .customers(
            List.of(acme().name("acme-eu").keys(List.of("a", "b")).build(), globex().build()))
        .build();

    assertThat(variables())
        .isEqualTo(
            json(
                """
                {
                  "acme_eu": { "Fn::Join": [ "", [
                    "key=", { "Ref": "ApiCustomersacmeeuKeya" },
                    "&key=", { "Ref": "ApiCustomersacmeeuKeyb" },
                    "&plan=standard&cidr=203.0.113.0/24&principal=333333333333:role/acme"
                  ] ] },
                  "globex": { "Fn::Join": [ "", [
                    "key=", { "Ref": "ApiCustomersglobexKeyfirst" },
                    "&plan=standard&cidr=198.51.100.0/25&cidr=198.51.100.200/32\
                &principal=444444444444:role/globex&principal=444444444444:user/globex"
                  ] ] }
                }
                """));
  }

  @Test
  void bindsKeysToSubjects_whereAnAuthorizerIsAsked() {
    authorizedApi(stack).customers(List.of(initech().build())).build();

    assertThat(value("initech"))
        .isEqualTo(
            "key=${ApiCustomersinitechKeyfirst}&plan=standard&cidr=203.0.113.0/24"
                + "&subject=initech-client");
  }

  @Test
  void tellsWhoseEachKeyIs_fromWhere_whereNobodySaysWho() {
    unsignedApi(stack).customers(List.of(customer("acme").build())).build();

    assertThat(value("acme"))
        .isEqualTo("key=${ApiCustomersacmeKeyfirst}&plan=standard&cidr=203.0.113.0/24");
  }

  @Test
  void bindsKeysToVpcEndpoints_ofAPrivateApi() {
    unsignedApi(stack)
        .endpointType(EndpointType.PRIVATE)
        .customers(
            List.of(
                customer("acme")
                    .sourceCidrs(List.of())
                    .sourceVpcEndpoints(List.of("vpce-0123456789abcdef0"))
                    .build()))
        .build();

    assertThat(value("acme"))
        .isEqualTo("key=${ApiCustomersacmeKeyfirst}&plan=standard&vpce=vpce-0123456789abcdef0");
  }

  /** AWS takes no other characters in a value, and some of those have a meaning here. */
  @ParameterizedTest
  @CsvSource({
    "auth0|x, auth0~7Cx",
    "a&subject=b, a~26subject~3Db",
    "a~7Cb, a~7E7Cb",
    "a+b @c, a~2Bb~20~40c",
    "bücher, b~C3~BCcher",
    "\uD83D\uDD11, ~F0~9F~94~91",
    "https://id.example.com/a_b-c:d, https://id.example.com/a_b-c:d"
  })
  void escapesWhatAVariableCannotHold(String subject, String escaped) {
    authorizedApi(stack).customers(List.of(initech().subjects(List.of(subject)).build())).build();

    assertThat(value("initech"))
        .endsWith("&subject=" + escaped)
        .matches("[A-Za-z0-9._~:/?#&=,${}-]+");
  }

  @Test
  void leavesAnIpv6RangeAsItIs() {
    unsignedApi(stack)
        .customers(List.of(customer("acme").sourceCidrs(List.of("2001:db8::/32")).build()))
        .build();

    assertThat(value("acme")).endsWith("&cidr=2001:db8::/32");
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
                    "key=",
                    { "Ref": "ApiCustomersacmeKeyfirst" },
                    "&plan=standard&cidr=203.0.113.0/24&principal=",
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
  void continuesInFurtherVariables_whatDoesNotFitIntoOne() {
    api(stack).customers(List.of(acme().name("acme-eu").principals(roles(30)).build())).build();

    assertThat(variables()).containsOnlyKeys("acme_eu", "acme_eu__2", "acme_eu__3");
    assertThat(variables().keySet().stream().map(this::value).collect(joining("&")))
        .isEqualTo(
            "key=${ApiCustomersacmeeuKeyfirst}&plan=standard&cidr=203.0.113.0/24&"
                + IntStream.range(0, 30)
                    .mapToObj("principal=333333333333:role/acme-batch-%02d"::formatted)
                    .collect(joining("&")));
    assertThat(variables().keySet().stream().map(this::value))
        .allSatisfy(value -> assertThat(value).hasSizeLessThanOrEqualTo(512));
  }

  /** A token's length is not known, so there is room for more than it is likely to have. */
  @Test
  void countsWhatIsKnownOnlyAtDeployment_generously() {
    var arns =
        IntStream.range(0, 4)
            .mapToObj(i -> Role.Builder.create(stack, "Role" + i))
            .map(role -> role.assumedBy(new AccountRootPrincipal()).build().getRoleArn())
            .toList();

    api(stack).customers(List.of(acme().principals(arns).build())).build();

    assertThat(variables()).containsOnlyKeys("acme", "acme__2");
  }

  @Test
  void rejectsMoreVariablesThanAStageHas() {
    assertThatIllegalArgumentException()
        .isThrownBy(unsignedApi(stack).customers(customers(101))::build)
        .withMessage(
            "'customers' must take at most 100 stage variables, got '101', name fewer ranges,"
                + " principals and subjects or give some customers a gateway of their own");
  }

  @Test
  void rejectsVariablesThatLeaveNoneForTheAllowedOrigin() {
    var cors = CorsOptions.builder().allowOrigins(List.of("https://app.example.com")).build();

    assertThatIllegalArgumentException()
        .isThrownBy(unsignedApi(stack).cors(cors).customers(customers(100))::build)
        .withMessageStartingWith("'customers' must take at most 99 stage variables, got '100'");
  }

  @Test
  void rejectsASubjectThatDoesNotFitIntoAVariable() {
    var subject = "|".repeat(200);
    var builder =
        authorizedApi(stack).customers(List.of(initech().subjects(List.of(subject)).build()));

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage(
            "'subjects' must fit into a stage variable of 512 characters, where each byte of"
                + " another than letters, digits and ._:/- takes three, got '%s'",
            subject);
  }

  /** AWS takes none of a name that is longer, or of a value with other characters. */
  @Test
  void keepsToWhatAStageVariableMayBe() {
    var name = "acme-" + "a".repeat(54);
    api(stack).customers(List.of(acme().name(name).principals(roles(30)).build())).build();

    assertThat(variables().keySet())
        .hasSize(3)
        .allSatisfy(key -> assertThat(key).hasSizeLessThanOrEqualTo(64).matches("[A-Za-z0-9_]+"));
  }

  private static List<String> roles(int count) {
    return IntStream.range(0, count)
        .mapToObj("arn:aws:iam::333333333333:role/acme-batch-%02d"::formatted)
        .toList();
  }

  private static List<Customer> customers(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> customer("acme-%d".formatted(i)).build())
        .toList();
  }

  /** With references as {@code ${LogicalId}}. */
  private String value(String variable) {
    var value = Resources.of(stack).only("AWS::ApiGateway::Stage").at("/Variables/" + variable);
    if (value.isTextual()) {
      return value.textValue();
    }
    var text = new StringBuilder();
    value
        .at("/Fn::Join/1")
        .forEach(
            part ->
                text.append(
                    part.isTextual()
                        ? part.asText()
                        : "${%s}".formatted(part.path("Ref").asText())));
    return text.toString();
  }

  private Map<String, Object> variables() {
    return Json.json(Resources.of(stack).only("AWS::ApiGateway::Stage").get("Variables"));
  }
}
