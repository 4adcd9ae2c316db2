package io.portcullis.local.apigateway;

import static io.portcullis.local.apigateway.ApiFixture.HERE;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.local.http.Headers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One plan for two customers. */
class UsagePlansTest {
  @TempDir private Path directory;

  @Test
  void thePlanOfSeveralKeys_countsEachOnItsOwn() throws Exception {
    var api = open("'Throttle': {'RateLimit': 0.001, 'BurstLimit': 1},", "{}");

    assertThat(status(api, "GET", "acme")).isEqualTo(200);
    assertThat(status(api, "GET", "acme")).isEqualTo(429);
    assertThat(status(api, "GET", "globex")).isEqualTo(200);
  }

  @Test
  void theQuotaOfSeveralKeys_countsEachOnItsOwn() throws Exception {
    var api = open("'Quota': {'Limit': 1, 'Period': 'DAY'},", "{}");

    assertThat(status(api, "GET", "acme")).isEqualTo(200);
    assertThat(status(api, "GET", "acme")).isEqualTo(429);
    assertThat(status(api, "GET", "globex")).isEqualTo(200);
  }

  @Test
  void aThrottleOfOneMethod_leavesTheOthersToThePlan() throws Exception {
    var api =
        open(
            "'Throttle': {'RateLimit': 0.001, 'BurstLimit': 2},",
            "{'/chat/POST': {'RateLimit': 0.001, 'BurstLimit': 1}}");

    assertThat(status(api, "POST", "acme")).isEqualTo(200);
    assertThat(status(api, "POST", "acme")).isEqualTo(429);
    assertThat(status(api, "GET", "acme")).isEqualTo(200);
    assertThat(status(api, "GET", "acme")).isEqualTo(200);
    assertThat(status(api, "GET", "acme")).isEqualTo(429);
    assertThat(status(api, "POST", "globex")).isEqualTo(200);
  }

  private static int status(ApiFixture api, String verb, String customer)
      throws InterruptedException {
    return api.call(verb, Headers.of("x-api-key", customer + "-key-of-twenty-letters"), HERE)
        .answer()
        .status();
  }

  private ApiFixture open(String planProperties, String methodThrottles) throws Exception {
    var fixture = new ApiFixture(directory);
    for (var verb : new String[] {"GET", "POST"}) {
      fixture.method(verb, "'ApiKeyRequired': true");
    }
    fixture.resource(
        "Plan",
        "AWS::ApiGateway::UsagePlan",
        planProperties
            + "'ApiStages': [{'ApiId': {'Ref': 'Api'}, 'Stage': {'Ref': 'Live'}, 'Throttle': %s}]"
                .formatted(methodThrottles));
    for (var customer : new String[] {"acme", "globex"}) {
      fixture
          .resource(
              customer,
              "AWS::ApiGateway::ApiKey",
              "'Enabled': true, 'Value': '%s-key-of-twenty-letters'".formatted(customer))
          .resource(
              customer + "Member",
              "AWS::ApiGateway::UsagePlanKey",
              "'KeyId': {'Ref': '%s'}, 'UsagePlanId': {'Ref': 'Plan'}".formatted(customer));
    }
    fixture.open();
    return fixture;
  }
}
