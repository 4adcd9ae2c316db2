package io.portcullis.stacks.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.portcullis.constructs.customer.Customer;
import io.portcullis.constructs.customer.Plan;
import io.portcullis.constructs.customer.Quota;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentsTest {
  private static final String VALID = EnvironmentText.VALID;

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
                .plan(
                    new Plan(
                        "standard",
                        5,
                        10,
                        1000,
                        Quota.none(),
                        new Quota(100_000, 5_000_000, 100_000_000)))
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
            + " dataClass, endpoint, firewall, guard, logRetention, logging, plans, production, proxy,"
            + " quota, region, retainData, tags, token, validation]");
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
            + " endpoint, firewall, guard, logRetention, logging, plans, production, proxy, quota,"
            + " retainData, tags, token, validation]");
  }

  @Test
  void refusesMisspelledKey_bySayingWhatIsMissingAndWhatIsThere() {
    assertProblem(
        VALID.replace("burst:", "brust:"),
        "'plans.standard.burst' is missing, there are [brust, dailyQuota, rate, requests, tokens]");
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
        VALID.replace("{ limit: 10, window: PT1M }", "[10, PT1M]"),
        "'guard.duplicates' must be keys and values, got '[10,\"PT1M\"]'");
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
  void refusesRateLimitBelowWhatTheFirewallTakes() {
    assertProblem(
        VALID.replace("rateLimit: 100", "rateLimit: 9"),
        "'firewall.rateLimit' must be from 10 to 2000000000, got '9'");
  }

  @Test
  void refusesKeyThatStandsTwice() {
    assertThat(problem(VALID + "region: eu-west-1\n"))
        .isEqualTo("is not valid YAML at line 94: Duplicate field 'region'");
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
            "'url' in line 10 must not hold a Hugging Face token, secrets belong into AWS Secrets"
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

  private String problem(String text) {
    return EnvironmentText.problem(folder, text);
  }

  private Environments environments() {
    return new Environments(folder);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
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
        "'proxy.timeout' must be at most PT28S for the response transfer mode BUFFERED, got 'PT29S'");
  }

  @Test
  void refusesATimeoutAboveWhatAStreamMayTake() {
    assertProblem(
        VALID.replace("timeout: PT28S", "timeout: PT296S").replace("BUFFERED", "STREAM"),
        "'proxy.timeout' must be whole seconds from PT1S to PT295S, got 'PT4M56S'");
  }

  @Test
  void refusesAScheduleThatSecretsManagerDoesNotKnow() {
    assertThat(problem(VALID.replace("rate(30 days)", "rate(banana)")))
        .startsWith("'token.rotation' must be ")
        .endsWith(", got 'rate(banana)'");
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
