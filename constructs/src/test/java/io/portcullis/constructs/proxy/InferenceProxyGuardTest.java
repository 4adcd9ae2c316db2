package io.portcullis.constructs.proxy;

import static io.portcullis.constructs.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import io.portcullis.constructs.function.FunctionRole;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.secretsmanager.Secret;

/** What protects the endpoint from storms and its owner from the bill. */
class InferenceProxyGuardTest {
  private final Stack stack = new Stack(new App(), "Test");
  private final Vpc vpc = new Vpc(stack, "Vpc");
  private final SecurityGroup securityGroup =
      SecurityGroup.Builder.create(stack, "SecurityGroup").vpc(vpc).build();
  private final FunctionRole role = new FunctionRole(stack, "Role");
  private final Secret secret = new Secret(stack, "Secret");
  private final ITable table = Table.fromTableName(stack, "Table", "state");

  @Test
  void refusesTheEleventhDuplicateInAMinute_byDefault() {
    proxy().build();

    assertThat(variables())
        .containsEntry("DUPLICATE_LIMIT", "10")
        .containsEntry("DUPLICATE_WINDOW_SECONDS", "60");
  }

  @Test
  void refusesCallsFor15Seconds_after5Failures_byDefault() {
    proxy().build();

    assertThat(variables())
        .containsEntry("BREAKER_FAILURES", "5")
        .containsEntry("BREAKER_OPEN_SECONDS", "15");
  }

  @Test
  void remembersIdempotencyKeysForADay_byDefault() {
    proxy().build();

    assertThat(variables()).containsEntry("IDEMPOTENCY_SECONDS", "86400");
  }

  @Test
  void hasNoCeiling_byDefault() {
    proxy().build();

    assertThat(variables())
        .containsEntry("SPEND_PER_DAY", "0")
        .containsEntry("SPEND_PER_MONTH", "0")
        .containsEntry("INPUT_TOKEN_PRICE", "0")
        .containsEntry("OUTPUT_TOKEN_PRICE", "0");
  }

  @Test
  void countsForItself_withoutATable() {
    proxy().build();

    assertThat(variables()).doesNotContainKey("STATE_TABLE");
  }

  @Test
  void countsInATable_ifGiven_andFailsClosed() {
    proxy().table(table).build();

    assertThat(variables())
        .containsEntry("STATE_TABLE", "state")
        .containsEntry("TABLE_FAILURE", "REFUSE");
  }

  @Test
  void guardsAsTold() {
    proxy()
        .table(table)
        .tableFailure(TableFailure.PASS)
        .spendCeiling(new SpendCeiling(12.5, 300, new TokenPrice(0.000001, 1_000_000)))
        .duplicateGuard(new DuplicateGuard(3, Duration.seconds(90)))
        .circuitBreaker(new CircuitBreaker(20, Duration.minutes(5)))
        .idempotencyRetention(Duration.days(7))
        .build();

    assertThat(variables())
        .containsEntry("TABLE_FAILURE", "PASS")
        .containsEntry("SPEND_PER_DAY", "12.5")
        .containsEntry("SPEND_PER_MONTH", "300")
        .containsEntry("INPUT_TOKEN_PRICE", "0.000001")
        .containsEntry("OUTPUT_TOKEN_PRICE", "1000000")
        .containsEntry("DUPLICATE_LIMIT", "3")
        .containsEntry("DUPLICATE_WINDOW_SECONDS", "90")
        .containsEntry("BREAKER_FAILURES", "20")
        .containsEntry("BREAKER_OPEN_SECONDS", "300")
        .containsEntry("IDEMPOTENCY_SECONDS", "604800");
  }

  @Test
  void guardsNothing_ifTold() {
    proxy()
        .duplicateGuard(DuplicateGuard.off())
        .circuitBreaker(CircuitBreaker.off())
        .idempotencyRetention(Duration.seconds(0))
        .build();

    assertThat(variables())
        .containsEntry("DUPLICATE_LIMIT", "0")
        .containsEntry("BREAKER_FAILURES", "0")
        .containsEntry("IDEMPOTENCY_SECONDS", "0");
  }

  @Test
  void mayBeToldOnlyAtDeployment() {
    var number =
        CfnParameter.Builder.create(stack, "Number").type("Number").build().getValueAsNumber();
    var seconds = Duration.seconds(number);

    proxy()
        .table(table)
        .spendCeiling(new SpendCeiling(number, number, new TokenPrice(number, number)))
        .duplicateGuard(new DuplicateGuard(number, seconds))
        .circuitBreaker(new CircuitBreaker(number, seconds))
        .idempotencyRetention(seconds)
        .build();

    var reference = json("{ \"Ref\": \"Number\" }");
    assertThat(variables())
        .containsEntry("SPEND_PER_DAY", reference)
        .containsEntry("SPEND_PER_MONTH", reference)
        .containsEntry("INPUT_TOKEN_PRICE", reference)
        .containsEntry("OUTPUT_TOKEN_PRICE", reference)
        .containsEntry("DUPLICATE_LIMIT", reference)
        .containsEntry("DUPLICATE_WINDOW_SECONDS", reference)
        .containsEntry("BREAKER_FAILURES", reference)
        .containsEntry("BREAKER_OPEN_SECONDS", reference)
        .containsEntry("IDEMPOTENCY_SECONDS", reference);
  }

  @Test
  void rejectsACeiling_thatNothingIsCountedFor() {
    var builder = props().spendCeiling(new SpendCeiling(0, 500, new TokenPrice(0.2, 0.6)));

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage(
            "'spendCeiling' needs 'table', in which the spending is counted, give one or remove"
                + " it");
  }

  @Test
  void rejectsACeiling_thatNoTokenCountsFor() {
    var free = new TokenPrice(0, 0);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SpendCeiling(0.5, 0, free))
        .withMessage("'tokenPrice' must be above 0 where there is a ceiling, got '0' and '0'");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, -0.01, 1_000_000.01, 0.0000001, Double.NaN})
  void rejectsDollarsThatAreNone(double dollars) {
    var message =
        "'%%s' must be dollars from 0 to 1000000 with at most six decimals, got '%s'"
            .formatted(dollars);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SpendCeiling(dollars, 0, new TokenPrice(1, 1)))
        .withMessage(message.formatted("perDay"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SpendCeiling(0, dollars, new TokenPrice(1, 1)))
        .withMessage(message.formatted("perMonth"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TokenPrice(dollars, 0))
        .withMessage(message.formatted("input"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TokenPrice(0, dollars))
        .withMessage(message.formatted("output"));
  }

  @Test
  void rejectsCountsOutOfBounds() {
    for (var number : new Number[] {-1, 1.5, 10_001}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new DuplicateGuard(number, Duration.minutes(1)))
          .withMessage("'limit' must be a whole number from 0 to 10000, got '%s'", number);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new CircuitBreaker(number, Duration.minutes(1)))
          .withMessage("'failures' must be a whole number from 0 to 10000, got '%s'", number);
    }
  }

  @Test
  void rejectsTimesOutOfBounds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DuplicateGuard(1, Duration.seconds(0)))
        .withMessage("'window' must be whole seconds from 1 second to 1 hour, got '0 seconds'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CircuitBreaker(1, Duration.seconds(301)))
        .withMessage(
            "'open' must be whole seconds from 1 second to 5 minutes, got '5 minutes 1 second'");
    assertThatIllegalArgumentException()
        .isThrownBy(props().idempotencyRetention(Duration.days(8))::build)
        .withMessage(
            "'idempotencyRetention' must be whole seconds from 0 seconds to 7 days, got '8 days'");
    assertThatIllegalArgumentException()
        .isThrownBy(props().idempotencyRetention(Duration.millis(1_500))::build)
        .withMessageEndingWith("from 0 seconds to 7 days, got '1 second 500 millis'");
  }

  @Test
  void needsEachOfThem() {
    assertRequired("tableFailure", props().tableFailure(null)::build);
    assertRequired("spendCeiling", props().spendCeiling(null)::build);
    assertRequired("duplicateGuard", props().duplicateGuard(null)::build);
    assertRequired("circuitBreaker", props().circuitBreaker(null)::build);
    assertRequired("idempotencyRetention", props().idempotencyRetention(null)::build);
    assertRequired("limit", () -> new DuplicateGuard(null, Duration.minutes(1)));
    assertRequired("window", () -> new DuplicateGuard(1, null));
    assertRequired("failures", () -> new CircuitBreaker(null, Duration.minutes(1)));
    assertRequired("open", () -> new CircuitBreaker(1, null));
    assertRequired("perDay", () -> new SpendCeiling(null, 0, new TokenPrice(0, 0)));
    assertRequired("tokenPrice", () -> new SpendCeiling(0, 0, null));
    assertRequired("input", () -> new TokenPrice(null, 0));
  }

  private static void assertRequired(String property, ThrowingCallable call) {
    assertThatNullPointerException()
        .isThrownBy(call)
        .withMessage("'%s' is required".formatted(property));
  }

  private InferenceProxyProps.Builder<InferenceProxyProps> props() {
    return complete(InferenceProxyProps.builder());
  }

  private InferenceProxyProps.Builder<InferenceProxy> proxy() {
    return complete(InferenceProxy.Builder.create(stack, "Proxy"));
  }

  private <T> InferenceProxyProps.Builder<T> complete(InferenceProxyProps.Builder<T> builder) {
    return builder
        .endpointUrl("https://abc.us-east-1.aws.endpoints.huggingface.cloud")
        .tokenSecret(secret)
        .role(role.getRole())
        .vpc(vpc)
        .vpcSubnets(SubnetSelection.builder().subnetType(SubnetType.PRIVATE_WITH_EGRESS).build())
        .securityGroup(securityGroup);
  }

  private Map<String, Object> variables() {
    return Json.json(
        Resources.of(stack).only("AWS::Lambda::Function").at("/Environment/Variables"));
  }
}
