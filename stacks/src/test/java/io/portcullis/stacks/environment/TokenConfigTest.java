package io.portcullis.stacks.environment;

import static io.portcullis.stacks.environment.EnvironmentText.VALID;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenConfigTest {
  private static final String SERVICE_ACCOUNT =
      VALID.replace(
          "source: { type: STAGED }",
          "source: { type: SERVICE_ACCOUNT, serviceAccount: 65f0a1b2c3d4e5f6a7b8c9d0 }");

  private static final String TOKEN_EXCHANGE =
      VALID
          .replace(
              "source: { type: STAGED }",
              """
              source:
                  type: TOKEN_EXCHANGE
                  clientId: 6f1c2f7e-1d3b
                  subject: inference@example.com
                  lifetime: PT8H""")
          .replace("rate(30 days)", "rate(4 hours)")
          .replace("window: PT3H", "window: PT1H")
          .replace("tokenNotice: P14D", "tokenNotice: PT2H");

  @TempDir private Path folder;

  @Test
  void readsThatAnOperatorBringsTheToken() throws IOException {
    assertThat(token(VALID).source()).isEqualTo(new TokenSourceConfig.Staged());
  }

  @Test
  void readsAServiceAccount() throws IOException {
    assertThat(token(SERVICE_ACCOUNT).source())
        .isEqualTo(new TokenSourceConfig.ServiceAccount("65f0a1b2c3d4e5f6a7b8c9d0"));
  }

  @Test
  void readsATokenExchange() throws IOException {
    assertThat(token(TOKEN_EXCHANGE).source())
        .isEqualTo(
            new TokenSourceConfig.TokenExchange(
                "6f1c2f7e-1d3b", "inference@example.com", Duration.ofHours(8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT30M", "P7D"})
  void takesNoGrace_andFromHalfAnHourToAWeek(String grace) throws IOException {
    assertThat(token(VALID.replace("grace: PT1H", "grace: " + grace)).grace())
        .isEqualTo(Duration.parse(grace));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1S", "PT29M59S", "P7DT1S", "-PT1H", "PT1H0.5S"})
  void refusesAGraceThatIsShorterThanTheProxyUsesATokenOrTooLong(String grace) {
    assertProblem(
        VALID.replace("grace: PT1H", "grace: " + grace),
        "'token.grace' must be PT0S, which keeps a replaced token, or whole seconds from PT30M to"
            + " P7D, got '%s'".formatted(Duration.parse(grace)));
  }

  @ParameterizedTest
  @CsvSource({"PT1H, rate(4 hours)", "PT90M, rate(4 hours)", "PT11H30M, rate(1 day)"})
  void takesAGraceThatIsOverBeforeTheNextRotation(String grace, String rotation)
      throws IOException {
    assertThat(
            token(
                    VALID
                        .replace("grace: PT1H", "grace: " + grace)
                        .replace("rate(30 days)", rotation))
                .grace())
        .isEqualTo(Duration.parse(grace));
  }

  @ParameterizedTest
  @CsvSource({
    "PT91M, rate(4 hours), PT4H",
    "P7D, rate(14 days), PT336H",
    "P1D, cron(0 9 ? * MON-FRI *), PT24H"
  })
  void refusesAGraceThatTheNextRotationBeginsAnew(String grace, String rotation, String interval) {
    assertProblem(
        VALID.replace("grace: PT1H", "grace: " + grace).replace("rate(30 days)", rotation),
        "'token.grace' must pass twice, and an hour, in the %s between two rotations, got '%s'"
            .formatted(interval, Duration.parse(grace)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          grace: PT1H                   | grace: 3600                   | 'token.grace' must be a duration such as PT30S or P14D, got '3600'
          egress: INTERNET              | egress: NONE                  | 'token.egress' must be one of [INTERNET, LIMITED], got 'NONE'
          source: { type: STAGED }      | source: STAGED                | 'token.source.type' is missing, there are []
          source: { type: STAGED }      | source: { type: PERSONAL }    | 'token.source.type' must be one of [SERVICE_ACCOUNT, STAGED, TOKEN_EXCHANGE], got 'PERSONAL'
          source: { type: STAGED }      | source: {}                    | 'token.source.type' is missing, there are []
          source: { type: STAGED }      | source: { type: STAGED, subject: a@example.com } | 'token.source.subject' is not a known key, known are []
          source: { type: STAGED }      | source: { type: SERVICE_ACCOUNT } | 'token.source.serviceAccount' is missing, there are [type]
          source: { type: STAGED }      | source: { type: TOKEN_EXCHANGE, subject: a@example.com, lifetime: P30D } | 'token.source.clientId' is missing, there are [lifetime, subject, type]
          tokenNotice: P14D             | tokenNotice: PT59M            | 'alarms.tokenNotice' must be at least PT1H, got 'PT59M'
          tokenNotice: P14D             | tokenNotice: P30D             | 'alarms.tokenNotice' must be less than the PT717H that a token has left when the next one replaces it, got 'PT720H'
          credentialMaximumAge: P180D   | credentialMaximumAge: PT23H   | 'alarms.credentialMaximumAge' must be at least P1D, got 'PT23H'
          """,
      quoteCharacter = '`')
  void refusesWhatNoTokenCanBe(String good, String bad, String problem) {
    assertThat(VALID).contains(good);

    assertProblem(VALID.replace(good, bad), problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"inference", "65F0A1B2C3D4E5F6A7B8C9D0", "65f0a1b2c3d4e5f6a7b8c9d/../x", "''"})
  void refusesAServiceAccountByAnythingButItsId(String id) {
    assertProblem(
        SERVICE_ACCOUNT.replace("65f0a1b2c3d4e5f6a7b8c9d0", id),
        "'token.source.serviceAccount' must be the account's id, 24 hexadecimal digits, got '%s'"
            .formatted(id.replace("'", "")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"''", "\"a:b\"", "a b", "-a"})
  void refusesAClientThatNoApplicationIs(String clientId) {
    assertThat(problem(TOKEN_EXCHANGE.replace("6f1c2f7e-1d3b", clientId)))
        .startsWith("'token.source.clientId' must be the id of an OAuth application: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"inference", "a@b@example.com", "'a b@example.com'", "ü@x.y"})
  void refusesASubjectThatIsNoAddress(String subject) {
    assertThat(problem(TOKEN_EXCHANGE.replace("inference@example.com", subject)))
        .startsWith(
            "'token.source.subject' must be an address such as inference@example.com, got '");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT7H59M", "P30DT1S", "PT8H0.5S"})
  void refusesALifetimeThatHuggingFaceDoesNotGive(String lifetime) {
    assertProblem(
        TOKEN_EXCHANGE.replace("PT8H", lifetime),
        "'token.source.lifetime' must be whole seconds from PT8H to P30D, got '%s'"
            .formatted(Duration.parse(lifetime)));
  }

  @Test
  void refusesALifetimeThatOneFailedRotationOutlives() {
    assertProblem(
        TOKEN_EXCHANGE.replace("rate(4 hours)", "rate(5 hours)"),
        "'token.source.lifetime' must be at least twice the PT5H between two rotations, got 'PT8H'");
  }

  @Test
  void refusesANoticeThatGoesOffBeforeEveryExchange() {
    assertProblem(
        TOKEN_EXCHANGE.replace("tokenNotice: PT2H", "tokenNotice: PT3H"),
        "'alarms.tokenNotice' must be less than the PT3H that a token has left when the next one"
            + " replaces it, got 'PT3H'");
  }

  private TokenConfig token(String text) throws IOException {
    Files.writeString(folder.resolve("prod.yaml"), text);
    return new Environments(folder).named("prod").config().token();
  }

  private void assertProblem(String text, String problem) {
    assertThat(problem(text)).isEqualTo(problem);
  }

  private String problem(String text) {
    return EnvironmentText.problem(folder, text);
  }
}
