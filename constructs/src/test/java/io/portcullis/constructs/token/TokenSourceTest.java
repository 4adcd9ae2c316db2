package io.portcullis.constructs.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Lazy;
import software.amazon.awscdk.Stack;

/** What the rotation function is told of where tokens come from, and when they end. */
class TokenSourceTest {
  private static final String ACCOUNT = "65f0a1b2c3d4e5f6a7b8c9d0";

  private final Stack stack = new Stack(new App(), "Test");

  @Test
  void makesTokensForAServiceAccount_ifTold() {
    serviceAccount().build();

    assertThat(variables())
        .containsEntry("TOKEN_SOURCE", "SERVICE_ACCOUNT")
        .containsEntry("SERVICE_ACCOUNT", ACCOUNT)
        .containsEntry("ENDPOINT_NAMESPACE", "acme")
        .containsEntry("ENDPOINT_NAME", "documents")
        .containsEntry("CREDENTIAL_ARN", Map.of("Ref", "TokenCredential"))
        .doesNotContainKeys("CLIENT_ID", "SUBJECT", "TOKEN_LIFETIME_SECONDS");
  }

  @Test
  void exchangesTokens_ifTold() {
    exchange(Duration.hours(8)).build();

    assertThat(variables())
        .containsEntry("TOKEN_SOURCE", "TOKEN_EXCHANGE")
        .containsEntry("CLIENT_ID", "a1b2c3")
        .containsEntry("SUBJECT", "inference@example.com")
        .containsEntry("TOKEN_LIFETIME_SECONDS", "28800")
        .containsEntry("CREDENTIAL_ARN", Map.of("Ref", "TokenCredential"))
        .doesNotContainKeys("SERVICE_ACCOUNT", "ENDPOINT_NAME");
  }

  @Test
  void takesASourceThatIsKnownLater() {
    token()
        .source(
            TokenSource.tokenExchange(
                parameter("ClientId"),
                parameter("Subject"),
                Duration.seconds(Lazy.uncachedNumber(context -> 28_800))))
        .endpointNamespace(parameter("Namespace"))
        .endpointName(parameter("Name"))
        .endpointType(parameter("Type"))
        .grace(Duration.seconds(Lazy.uncachedNumber(context -> 7200)))
        .maximumAge(Duration.seconds(Lazy.uncachedNumber(context -> 86_400)))
        .build();

    assertThat(variables())
        .containsEntry("CLIENT_ID", Map.of("Ref", "ClientId"))
        .containsEntry("SUBJECT", Map.of("Ref", "Subject"))
        .containsEntry("ENDPOINT_NAMESPACE", Map.of("Ref", "Namespace"))
        .containsEntry("ENDPOINT_NAME", Map.of("Ref", "Name"))
        .containsEntry("ENDPOINT_TYPE", Map.of("Ref", "Type"))
        .containsEntry("TOKEN_LIFETIME_SECONDS", "28800")
        .containsEntry("GRACE_SECONDS", "7200")
        .containsEntry("MAXIMUM_AGE_SECONDS", "86400");
  }

  @Test
  void tellsEndpointGraceAndMaximumAge() {
    endpoint()
        .endpointType("private")
        .grace(Duration.hours(2))
        .maximumAge(Duration.days(60))
        .build();

    assertThat(variables())
        .containsEntry("ENDPOINT_NAMESPACE", "acme")
        .containsEntry("ENDPOINT_NAME", "documents")
        .containsEntry("ENDPOINT_TYPE", "private")
        .containsEntry("GRACE_SECONDS", "7200")
        .containsEntry("MAXIMUM_AGE_SECONDS", "5184000");
  }

  @Test
  void asksNoEndpoint_andKnowsNoMaximumAge_byDefault() {
    token().build();

    assertThat(variables())
        .doesNotContainKeys(
            "ENDPOINT_NAMESPACE", "ENDPOINT_NAME", "ENDPOINT_TYPE", "MAXIMUM_AGE_SECONDS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a/b", "65f0a1b2 c3d4", "../whoami", "a?b", "a\n"})
  void refusesAServiceAccountThatIsNone(String id) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TokenSource.serviceAccount(id))
        .withMessage(
            "'id' must be the id of a service account, such as '%s', got '%s'", ACCOUNT, id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a:b", "ä"})
  void refusesAClientThatIsNone(String clientId) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TokenSource.tokenExchange(clientId, "a@example.com", Duration.hours(8)))
        .withMessage("'clientId' must be the id of an OAuth application, got '%s'", clientId);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "acme", "a@b@c", "a @example.com", "@example.com"})
  void refusesASubjectThatIsNoAddress(String subject) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TokenSource.tokenExchange("a1b2c3", subject, Duration.hours(8)))
        .withMessage("'subject' must be the e-mail address of a member, got '%s'", subject);
  }

  @Test
  void refusesALifetimeThatEndsBeforeTheRotationAfterNext() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> exchange(Duration.minutes(479)).build())
        .withMessage(
            "'lifetime' must be at least twice the time between two rotations, got '7 hours 59 minutes' and 'rate(4 hours)'");
  }

  @Test
  void refusesAServiceAccount_ofAnEndpointThatIsNotNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> token().source(TokenSource.serviceAccount(ACCOUNT)).build())
        .withMessage(
            "'endpointNamespace' and 'endpointName' are required for tokens of a service account, which may call this endpoint alone");
  }

  @Test
  void refusesHalfAnEndpoint() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> token().endpointName("documents").build())
        .withMessage("'endpointNamespace' and 'endpointName' go together, give both or none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", ".hidden", "a b", "a?x=y"})
  void refusesAnEndpointThatIsNone(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> token().endpointNamespace("acme").endpointName(name).build())
        .withMessage(
            "'endpointName' must be as in the endpoint's address at Hugging Face, got '%s'", name);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> token().endpointNamespace(name).endpointName("documents").build())
        .withMessageStartingWith("'endpointNamespace' must be as in");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "PRIVATE", "protected", "authenticated"})
  void refusesATypeThatNoGatewayWants(String type) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> endpoint().endpointType(type).build())
        .withMessage("'endpointType' must be 'private' or 'public', got '%s'", type);
  }

  @Test
  void refusesATypeOfAnEndpointThatIsNotNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> token().endpointType("private").build())
        .withMessage("'endpointType' needs 'endpointName', give it or remove the type");
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "30, 1800", "10080, 604800"})
  void takesAGraceInItsBounds(int minutes, String seconds) {
    token().grace(Duration.minutes(minutes)).build();

    assertThat(variables()).containsEntry("GRACE_SECONDS", seconds);
  }

  @ParameterizedTest
  @CsvSource({"29, 29 minutes", "10081, 7 days 1 minute"})
  void refusesAGraceOutOfItsBounds(int minutes, String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> token().grace(Duration.minutes(minutes)).build())
        .withMessage("'grace' must be 0 or from 30 minutes to 7 days, got '%s'", text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, rate(4 hours)",
    "90, rate(4 hours)",
    "690, rate(1 day)",
    "210, cron(0 8/8 * * ? *)",
    "10080, rate(30 days)"
  })
  void takesAGraceThatIsOverBeforeTheNextRotation(int minutes, String schedule) {
    assertThatNoException()
        .isThrownBy(
            () -> token().grace(Duration.minutes(minutes)).scheduleExpression(schedule).build());
  }

  @ParameterizedTest
  @CsvSource({
    "91, 1 hour 31 minutes, rate(4 hours)",
    "691, 11 hours 31 minutes, rate(1 day)",
    "211, 3 hours 31 minutes, cron(0 8/8 * * ? *)",
    "10080, 7 days, rate(14 days)"
  })
  void refusesAGraceThatTheNextRotationBeginsAnew(int minutes, String text, String schedule) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> token().grace(Duration.minutes(minutes)).scheduleExpression(schedule).build())
        .withMessage(
            "'grace' must pass twice, and an hour, between two rotations, got '%s' and '%s'",
            text, schedule);
  }

  @Test
  void takesAnyGrace_ofAScheduleThatIsKnownLater() {
    assertThatNoException()
        .isThrownBy(
            () ->
                token().grace(Duration.days(7)).scheduleExpression(parameter("Schedule")).build());
  }

  @Test
  void refusesAMaximumAgeOfNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> token().maximumAge(Duration.days(0)).build())
        .withMessage("'maximumAge' must be greater than 0, got '0'");
  }

  @Test
  void refusesWhatIsMissing() {
    assertThatNullPointerException()
        .isThrownBy(() -> token().source(null).build())
        .withMessage("'source' is required");
    assertThatNullPointerException()
        .isThrownBy(() -> token().grace(null).build())
        .withMessage("'grace' is required");
    assertThatNullPointerException()
        .isThrownBy(() -> TokenSource.serviceAccount(null))
        .withMessage("'id' is required");
  }

  private HuggingFaceTokenProps.Builder<HuggingFaceToken> token() {
    return HuggingFaceToken.Builder.create(stack, "Token");
  }

  private HuggingFaceTokenProps.Builder<HuggingFaceToken> endpoint() {
    return token().endpointNamespace("acme").endpointName("documents");
  }

  private HuggingFaceTokenProps.Builder<HuggingFaceToken> serviceAccount() {
    return endpoint().source(TokenSource.serviceAccount(ACCOUNT));
  }

  private HuggingFaceTokenProps.Builder<HuggingFaceToken> exchange(Duration lifetime) {
    return token()
        .scheduleExpression("rate(4 hours)")
        .source(TokenSource.tokenExchange("a1b2c3", "inference@example.com", lifetime));
  }

  private String parameter(String id) {
    return CfnParameter.Builder.create(stack, id).build().getValueAsString();
  }

  private Map<String, Object> variables() {
    return Json.json(
        Resources.of(stack).only("AWS::Lambda::Function").at("/Environment/Variables"));
  }
}
