package io.portcullis.stacks.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.stacks.token.SecretState.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What an operator reads. */
class TokenStatusTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final Duration MONTHS = Duration.ofDays(60);
  private static final Version CURRENT = version("two", 10, "AWSCURRENT", "VERIFIED");
  private static final Version REPLACED = version("one", 40, "AWSPREVIOUS");
  private static final LogLine PROMOTED = LogLine.of("finishSecret", "two", "promoted", "");

  @Test
  void tellsWhatEveryVersionIs_andWhatLooksAfterIt() {
    var kept = new Known(CURRENT, REPLACED);
    kept.rotated = Optional.of(NOW.minus(Duration.ofDays(10)));
    kept.credential = Optional.of("credential-arn");
    kept.steps = List.of(LogLine.of("testSecret", "two", "tested", ""), PROMOTED);
    kept.watch = watch("two", "\"TokenTimeLeft\":864000,\"TokensRetired\":1");

    assertThat(text(kept))
        .isEqualTo(
            """
            prod: source SERVICE_ACCOUNT
              schedule   rate(30 days), last rotated 10 days ago
              current    two, 10 days old, verified, 9 days left, AWSCURRENT VERIFIED
              replaced   one, 40 days old, still alive, replaced 10 days ago, AWSPREVIOUS
              credential changed 3 hours ago
              rotation   finishSecret promoted
              watch      watch watched, 30 minutes ago, 1 replaced token ended
            """);
  }

  @Test
  void tellsTheSameAsData() throws Exception {
    var kept = new Known(CURRENT, REPLACED);
    kept.credential = Optional.of("credential-arn");
    kept.steps = List.of(PROMOTED);
    kept.watch = watch("two", "\"TokenTimeLeft\":864000,\"EndpointExposed\":1");

    assertThat(new ObjectMapper().readTree(StatusJson.of(status(kept))))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {
                      "environment": "prod", "source": "SERVICE_ACCOUNT", "schedule": "rate(30 days)",
                      "secret": "token-arn", "secondsLeft": 862200,
                      "versions": [
                        {"id": "two", "labels": ["AWSCURRENT", "VERIFIED"],
                          "created": "2026-11-15T12:00:00Z", "ageSeconds": 864000, "verified": true},
                        {"id": "one", "labels": ["AWSPREVIOUS"],
                          "created": "2026-10-16T12:00:00Z", "ageSeconds": 3456000, "verified": false}],
                      "replacedTokenAliveSeconds": 864000,
                      "credential": {"secret": "credential-arn",
                        "changed": "2026-11-25T09:00:00Z", "ageSeconds": 10800},
                      "lastRotationStep":
                        {"what": "finishSecret", "versionId": "two", "result": "promoted"},
                      "lastWatch": {"what": "watch", "versionId": "two", "result": "watched",
                        "time": "2026-11-25T11:30:00Z",
                        "measured": {"EndpointExposed": 1, "TokenTimeLeft": 864000}}
                    }
                    """));
  }

  @Test
  void tellsWhatIsWrong() {
    var kept = new Known(version("two", 70, "AWSCURRENT"), version("next", 1, "AWSPENDING"));
    kept.steps = List.of(LogLine.of("testSecret", "next", "failed", "it may write too"));
    kept.watch =
        watch(
            "two",
            "\"CurrentUnverified\":1,\"PreviousTokenInUse\":1,\"EndpointExposed\":1,\"EndpointUnchecked\":1");

    assertThat(text(kept))
        .contains("rate(30 days), never rotated\n")
        .contains(
            "two, 70 days old, not verified: no rotation has made it current, 10 days overdue,")
        .contains("  pending    next, 24 hours old, AWSPENDING\n")
        .contains("  rotation   testSecret failed: it may write too\n")
        .contains(
            ", the current token is not verified, the endpoint admits more callers than the environment says,"
                + " Hugging Face does not tell whether the endpoint admits the token,"
                + " a replaced token has outlived its grace\n");
  }

  /** What the last look has measured was of the token before. */
  @Test
  void countsFromTheVersionsAge_whereNoLookWasTakenSinceTheRotation() {
    var kept = new Known(CURRENT, REPLACED);
    kept.watch = watch("one", "\"TokenTimeLeft\":60");

    assertThat(status(kept).timeLeft()).contains(Duration.ofDays(50));
  }

  @Test
  void tellsTheRest_whereTheLogMayNotBeRead() {
    var kept = new Known(CURRENT);
    kept.logRefused = true;

    assertThat(text(kept))
        .contains("  current    two, 10 days old, verified, 50 days left, ")
        .contains("  rotation   rotation not known: AccessDeniedException: you may not\n")
        .contains("  watch      watch not known: AccessDeniedException: you may not\n");
  }

  @Test
  void tellsOfASecretThatNobodyHasFilled() {
    assertThat(text(new Known()))
        .isEqualTo(
            """
            prod: source SERVICE_ACCOUNT
              schedule   rate(30 days), never rotated
              rotation   nothing logged
              watch      nothing logged
            """);
  }

  private static String text(Known kept) {
    return StatusText.of(status(kept));
  }

  private static TokenStatus status(Known kept) {
    return TokenStatus.of("prod", "SERVICE_ACCOUNT", "rate(30 days)", MONTHS, NOW, kept);
  }

  private static Version version(String id, int days, String... labels) {
    return new Version(id, NOW.minus(Duration.ofDays(days)), new TreeSet<>(Set.of(labels)));
  }

  /** A look half an hour ago. */
  private static Optional<LogLine> watch(String version, String measured) {
    return LogLine.parse(
        "{\"task\":\"watch\",\"version_id\":\"%s\",\"result\":\"watched\",\"_aws\":{\"Timestamp\":%d},%s}"
            .formatted(version, NOW.minus(Duration.ofMinutes(30)).toEpochMilli(), measured));
  }

  /** A custody that is only looked at. */
  private static final class Known implements Custody {
    private final List<Version> versions;
    private Optional<Instant> rotated = Optional.empty();
    private Optional<String> credential = Optional.empty();
    private List<LogLine> steps = List.of();
    private Optional<LogLine> watch = Optional.empty();
    private boolean logRefused;

    Known(Version... versions) {
      this.versions = List.of(versions);
    }

    @Override
    public Optional<String> credential() {
      return credential;
    }

    @Override
    public SecretState token() {
      return new SecretState("token-arn", versions, rotated, Optional.empty());
    }

    @Override
    public SecretState credentialState() {
      var changed = NOW.minus(Duration.ofHours(3));
      return new SecretState("credential-arn", List.of(), Optional.empty(), Optional.of(changed));
    }

    @Override
    public List<LogLine> steps() {
      return logged(steps);
    }

    @Override
    public Optional<LogLine> watch() {
      return logged(watch);
    }

    private <T> T logged(T lines) {
      if (logRefused) {
        throw new CustodyException("AccessDeniedException: you may not");
      }
      return lines;
    }

    @Override
    public String stage(String value) {
      throw new AssertionError("a status changes nothing");
    }

    @Override
    public String storeCredential(String value) {
      throw new AssertionError("a status changes nothing");
    }

    @Override
    public void rotate(String versionId) {
      throw new AssertionError("a status changes nothing");
    }

    @Override
    public void clear(String versionId) {
      throw new AssertionError("a status changes nothing");
    }

    @Override
    public boolean revoke() {
      throw new AssertionError("a status changes nothing");
    }
  }
}
