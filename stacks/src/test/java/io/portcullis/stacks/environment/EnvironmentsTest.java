package io.portcullis.stacks.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.portcullis.constructs.customer.Customer;
import io.portcullis.constructs.customer.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentsTest {
  private static final String VALID =
      """
      account: "111111111111"
      region: us-east-1
      availabilityZones: [us-east-1a, us-east-1b]
      production: false
      dataClass: CUSTOMER
      endpoint:
        level: PRIVATE
        url: https://abc.us-east-1.aws.endpoints.huggingface.cloud
        privateLinkService: com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0
        privateHostedZone: false
      token:
        rotation: rate(30 days)
        window: PT3H
        maximumAge: P60D
        operators: []
        replicaRegions: []
      proxy: { memory: 512, timeout: PT28S, reservedConcurrency: 0 }
      api:
        endpointType: REGIONAL
        authorization: IAM
        routes: [CHAT_COMPLETIONS]
        address: { type: DEFAULT }
      firewall:
        rateLimit: 100
        keyRateLimit: 200
        inspection: KB_64
        deniedCidrs: []
        allowedCountries: []
        managedRuleGroups: [IP_REPUTATION]
        counted: []
        countedGroups: []
      alarms:
        serverErrors: 5
        upstreamFailures: 5
        warmingPeriods: 3
        firstByte: PT15S
        total: PT25S
        firewallBlocks: 1000
        refusals: 100
        callShare: 0.8
        tokenNotice: P14D
        throttles: 5
        planThrottles: 100
        monthlyCost: 0
        emails: []
      plans:
        standard: { rate: 5, burst: 10, dailyQuota: 1000 }
      customers:
        acme:
          plan: standard
          sourceCidrs: [203.0.113.0/24]
          sourceVpcEndpoints: []
          principals: ["arn:aws:iam::222222222222:role/acme"]
      tags: {}
      logRetention: ONE_MONTH
      retainData: true
      """;

  @TempDir private Path folder;

  @Test
  void aNewFile_isANewEnvironment() throws IOException {
    write("staging.yaml", VALID);
    write("prod.yaml", VALID);

    assertThat(environments().all())
        .extracting(DeploymentEnvironment::name)
        .containsExactly("prod", "staging");
  }

  @Test
  void readsWhoMayCallAndHowMuch() throws IOException {
    write("prod.yaml", VALID);

    assertThat(environments().named("prod").config().gatewayCustomers())
        .containsExactly(
            Customer.builder()
                .name("acme")
                .plan(new Plan("standard", 5, 10, 1000))
                .sourceCidrs(List.of("203.0.113.0/24"))
                .principals(List.of("arn:aws:iam::222222222222:role/acme"))
                .build());
  }

  @Test
  void namesTheEnvironmentsThereAre_whenAskedForAnother() throws IOException {
    write("prod.yaml", VALID);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> environments().named("prd"))
        .withMessage("there is no environment 'prd', there are [prod]");
  }

  @Test
  void refusesUnknownKey() {
    assertProblem(
        VALID + "colour: blue\n",
        "'colour' is not a known key, known are [account, alarms, api, availabilityZones, customers,"
            + " dataClass, endpoint, firewall, logRetention, plans, production, proxy, region,"
            + " retainData, tags, token]");
  }

  @Test
  void refusesUnknownKeyBelowAnother() {
    assertProblem(
        VALID.replace("rateLimit: 100", "rateLimit: 100\n  captcha: true"),
        "'firewall.captcha' is not a known key, known are [allowedCountries, counted, countedGroups,"
            + " deniedCidrs, inspection, keyRateLimit, managedRuleGroups, rateLimit]");
  }

  @Test
  void refusesMissingKey() {
    assertProblem(
        VALID.replaceFirst("region: us-east-1\n", ""),
        "'region' is missing, there are [account, alarms, api, availabilityZones, customers, dataClass,"
            + " endpoint, firewall, logRetention, plans, production, proxy, retainData, tags, token]");
  }

  @Test
  void refusesMisspelledKey_bySayingWhatIsMissingAndWhatIsThere() {
    assertProblem(
        VALID.replace("burst:", "brust:"),
        "'plans.standard.burst' is missing, there are [brust, dailyQuota, rate]");
  }

  @Test
  void refusesNothingWhereAValueBelongs() {
    assertProblem(
        VALID.replace("region: us-east-1", "region:"), "'region' must be given, got 'null'");
  }

  @Test
  void refusesNothingInAList() {
    assertProblem(
        VALID.replace("[203.0.113.0/24]", "[~]"),
        "'customers.acme.sourceCidrs[0]' must be given, got 'null'");
  }

  @Test
  void refusesNumberForText() {
    assertProblem(
        VALID.replace("\"111111111111\"", "111111111111"),
        "'account' must be text, put it in quotes, got '111111111111'");
  }

  @Test
  void refusesTextForNumber() {
    assertProblem(
        VALID.replace("rateLimit: 100", "rateLimit: many"),
        "'firewall.rateLimit' must be a whole number, got 'many'");
  }

  @Test
  void refusesFractionForNumber() {
    assertProblem(
        VALID.replace("rate: 5", "rate: 0.5"),
        "'plans.standard.rate' must be a whole number, got '0.5'");
  }

  @Test
  void refusesNumberThatIsTooLarge() {
    assertProblem(
        VALID.replace("rateLimit: 100", "rateLimit: 99999999999"),
        "'firewall.rateLimit' must be a whole number below 2147483648, got '99999999999'");
  }

  @Test
  void refusesTextForList() {
    assertProblem(
        VALID.replace("[203.0.113.0/24]", "203.0.113.0/24"),
        "'customers.acme.sourceCidrs' must be a list, got '203.0.113.0/24'");
  }

  @Test
  void refusesListForKeysAndValues() {
    assertProblem(
        VALID.replace("{ rate: 5, burst: 10, dailyQuota: 1000 }", "[5, 10]"),
        "'plans.standard' must be keys and values, got '[5,10]'");
  }

  @Test
  void refusesTextForTrueOrFalse() {
    assertProblem(
        VALID.replace("retainData: true", "retainData: perhaps"),
        "'retainData' must be true or false, got 'perhaps'");
  }

  @Test
  void refusesUnknownRetention() {
    assertThat(problem(VALID.replace("ONE_MONTH", "FOREVER")))
        .startsWith("'logRetention' must be one of [ONE_DAY, ")
        .endsWith(", got 'FOREVER'");
  }

  @Test
  void refusesAccountWithoutTwelveDigits() {
    assertProblem(
        VALID.replace("111111111111", "1111"), "'account' must have twelve digits, got '1111'");
  }

  @Test
  void refusesZoneOfAnotherRegion() {
    assertProblem(
        VALID.replace("us-east-1b", "eu-west-1b"),
        "'availabilityZones' must be zones of the Region us-east-1, got 'eu-west-1b'");
  }

  @Test
  void refusesRangeThatIsNone() {
    assertProblem(
        VALID.replace("203.0.113.0/24", "203.0.113.300/24"),
        "'customers.acme.sourceCidrs' must be ranges such as 203.0.113.0/24 or 2001:db8::/32, got"
            + " '203.0.113.300/24'");
  }

  @Test
  void refusesTheWholeInternetAsARange() {
    assertProblem(
        VALID.replace("203.0.113.0/24", "0.0.0.0/0"),
        "'customers.acme.sourceCidrs' must be ranges such as 203.0.113.0/24 or 2001:db8::/32, got '0.0.0.0/0'");
  }

  @Test
  void refusesEndpointWithoutEncryption() {
    assertProblem(
        VALID.replace("https://abc", "http://abc"),
        "'endpoint.url' must be https://<host> without a path, got"
            + " 'http://abc.us-east-1.aws.endpoints.huggingface.cloud'");
  }

  @Test
  void refusesPlanThatIsNotThere() {
    assertProblem(
        VALID.replace("plan: standard", "plan: gold"),
        "'customers.acme.plan' must be one of the plans [standard], got 'gold'");
  }

  @Test
  void refusesPlanThatAdmitsNothing() {
    assertProblem(
        VALID.replace("rate: 5", "rate: 0"), "'plans.standard.rate' must be at least 1, got '0'");
  }

  @Test
  void refusesRateLimitBelowWhatTheFirewallTakes() {
    assertProblem(
        VALID.replace("rateLimit: 100", "rateLimit: 9"),
        "'firewall.rateLimit' must be from 10 to 2000000000, got '9'");
  }

  @Test
  void refusesKeyThatStandsTwice() {
    assertThat(problem(VALID + "region: eu-west-1\n"))
        .isEqualTo("is not valid YAML at line 57: Duplicate field 'region'");
  }

  @Test
  void refusesASecondDocument() {
    assertThat(problem(VALID + "---\nregion: eu-west-1\n")).startsWith("is not valid YAML");
  }

  @Test
  void refusesEmptyFile() {
    assertProblem("", "must hold keys and values");
  }

  @Test
  void refusesToken_withoutShowingIt() {
    var token = "hf_" + "a1B2".repeat(8);

    assertThat(problem(VALID.replace("https://abc", "https://user:" + token + "@abc")))
        .isEqualTo(
            "'url' in line 8 must not hold a Hugging Face token, secrets belong into AWS Secrets"
                + " Manager");
  }

  @Test
  void refusesTokenInAComment() {
    var token = "hf_" + "a1B2".repeat(8);

    assertThat(problem("# " + token + "\n" + VALID))
        .startsWith("line 1 must not hold a Hugging Face token");
  }

  @Test
  void refusesFileThatWouldBePassedOver() throws IOException {
    write("staging.yml", VALID);

    assertThatExceptionOfType(InvalidEnvironmentException.class)
        .isThrownBy(() -> environments().all())
        .withMessage(folder.resolve("staging.yml") + ": the name must end in .yaml");
  }

  private void assertProblem(String text, String problem) {
    assertThat(problem(text)).isEqualTo(problem);
  }

  /** What is said of a file with that text, without the file's name. */
  private String problem(String text) {
    var file = folder.resolve("prod.yaml");
    var thrown = new String[1];
    assertThatExceptionOfType(InvalidEnvironmentException.class)
        .isThrownBy(
            () -> {
              write("prod.yaml", text);
              environments().named("prod");
            })
        .satisfies(e -> thrown[0] = e.getMessage());
    assertThat(thrown[0]).startsWith(file + ": ").doesNotContain("\n");
    return thrown[0].substring((file + ": ").length());
  }

  private Environments environments() {
    return new Environments(folder);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  @Test
  void refusesALevelThatIsNone() {
    assertProblem(
        VALID.replace("level: PRIVATE", "level: HIDDEN"),
        "'endpoint.level' must be one of [PRIVATE, PROTECTED, PUBLIC], got 'HIDDEN'");
  }

  @Test
  void refusesAnEndpointWithoutLevel() {
    assertProblem(
        VALID.replace("  level: PRIVATE\n", ""),
        "'endpoint.level' is missing, there are [privateHostedZone, privateLinkService, url]");
  }

  @Test
  void refusesAKeyOfAnotherLevel() {
    assertProblem(
        VALID.replace("privateHostedZone: false", "privateHostedZone: false\n  natGateway: ZONAL"),
        "'endpoint.natGateway' is not a known key, known are [privateHostedZone,"
            + " privateLinkService, url]");
  }

  @Test
  void refusesADurationThatIsNone() {
    assertProblem(
        VALID.replace("timeout: PT28S", "timeout: 28"),
        "'proxy.timeout' must be a duration such as PT30S or P14D, got '28'");
  }

  @Test
  void refusesATimeoutAboveWhatApiGatewayWaits() {
    assertProblem(
        VALID.replace("timeout: PT28S", "timeout: PT29S"),
        "'proxy.timeout' must be whole seconds from PT1S to PT28S, got 'PT29S'");
  }

  @Test
  void refusesAScheduleThatSecretsManagerDoesNotKnow() {
    assertThat(problem(VALID.replace("rate(30 days)", "rate(banana)")))
        .startsWith("'token.rotation' must be ")
        .endsWith(", got 'rate(banana)'");
  }

  @Test
  void refusesAPrincipalThatIsEverybody() {
    assertThat(problem(VALID.replace("arn:aws:iam::222222222222:role/acme", "*")))
        .startsWith("'customers.acme.principals' must be IAM roles or users")
        .endsWith(", got '*'");
  }

  @Test
  void refusesTheSameRouteTwice() {
    assertProblem(
        VALID.replace("[CHAT_COMPLETIONS]", "[CHAT_COMPLETIONS, CHAT_COMPLETIONS]"),
        "'api.routes' must be different, got '[CHAT_COMPLETIONS, CHAT_COMPLETIONS]'");
  }

  @Test
  void refusesTheSameZoneTwice() {
    assertProblem(
        VALID.replace("us-east-1b", "us-east-1a"),
        "'availabilityZones' must be different, got '[us-east-1a, us-east-1a]'");
  }

  @Test
  void refusesAShareAboveTheWhole() {
    assertProblem(
        VALID.replace("callShare: 0.8", "callShare: 1.5"),
        "'alarms.callShare' must be above 0 and at most 1, got '1.5'");
  }
}
