package io.portcullis.stacks.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portcullis.stacks.token.Rotation.Patience;
import io.portcullis.stacks.token.SecretState.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an operator may do, and what it comes to when something is against it. */
class TokenDeskTest {
  private static final String TOKEN = "hf_" + "planted".repeat(5);

  private final Kept custody = new Kept();
  private final List<String> out = new ArrayList<>();
  private boolean answer = true;
  private int pauses;

  @Test
  void revokes_onlyAfterAnotherTokenIsCurrent() {
    desk().revoke(true, false);

    assertThat(custody.done).containsExactly("stage", "rotate", "revoke");
  }

  @Test
  void revokesNothing_whenTheRotationFails() {
    custody.failing = true;

    assertThatExceptionOfType(CustodyException.class)
        .isThrownBy(() -> desk().revoke(true, false))
        .withMessageStartingWith("the rotation failed: testSecret failed: why;")
        .withMessageEndingWith("nothing was revoked");
    assertThat(custody.done).containsExactly("stage", "rotate");
  }

  @Test
  void doesNothing_unlessItIsConfirmed() {
    answer = false;

    assertThatExceptionOfType(CustodyException.class)
        .isThrownBy(() -> desk().revoke(false, false))
        .withMessage("nothing was rotated, nothing was revoked");
    assertThat(custody.done).isEmpty();
  }

  @Test
  void revokesTheReplacedTokenAlone_ifThatIsMeant() {
    desk().revoke(true, true);

    assertThat(custody.done).containsExactly("revoke");
  }

  @Test
  void rotatesToNothing_whereNothingIsStaged() {
    assertThatExceptionOfType(CustodyException.class)
        .isThrownBy(() -> desk().rotate(false))
        .withMessage("no token is staged to rotate to, './portcullis token stage prod' brings one");
    assertThat(custody.done).isEmpty();
  }

  @Test
  void doesNotBeginARotation_whileOneIsPending() {
    custody.label("failed", "AWSPENDING");
    custody.label("next", "STAGED");

    assertThatExceptionOfType(CustodyException.class)
        .isThrownBy(() -> desk().rotate(false))
        .withMessageContaining("'./portcullis token rotate prod --clear'");
    desk().rotate(true);

    assertThat(custody.done).containsExactly("clear", "rotate");
  }

  @Test
  void waitsNoLongerThanItIsPatient_forTheEndOfARotation() {
    custody.label("next", "STAGED");
    custody.unending = true;

    assertThatExceptionOfType(CustodyException.class)
        .isThrownBy(() -> desk().rotate(false))
        .withMessageMatching(
            "the rotation is not over yet, version \\S+ is pending; Secrets Manager goes on with it");
    assertThat(pauses).isEqualTo(3);
  }

  @Test
  void asksForATokenToReplaceTheOneThatLeaked_onlyWhereNoneIsStaged() {
    custody.label("next", "STAGED");

    desk().revoke(true, false);

    assertThat(custody.done).containsExactly("rotate", "revoke");
  }

  @Test
  void storesACredential_whereTokensAreMade() {
    custody.credential = Optional.of("credential-arn");

    desk().stage();

    assertThat(custody.done).containsExactly("credential");
  }

  @Test
  void printsNoValue() {
    desk().stage();

    assertThat(String.join("\n", out)).contains("Staged the token").doesNotContain("planted");
  }

  private TokenDesk desk() {
    return new TokenDesk(
        "prod",
        custody,
        this::prompt,
        new Rotation(custody, new Patience(3, () -> pauses++)),
        out::add);
  }

  private Prompt prompt() {
    return new Prompt() {
      @Override
      public String secret(String what) {
        return TOKEN;
      }

      @Override
      public boolean confirm(String question) {
        return answer;
      }
    };
  }

  /** A secret whose rotations end at once. */
  private static final class Kept implements Custody {
    private final List<String> done = new ArrayList<>();
    private final List<Version> versions = new ArrayList<>();
    private Optional<String> credential = Optional.empty();
    private boolean failing;
    private boolean unending;
    private String began = "";

    void label(String id, String label) {
      versions.add(new Version(id, Instant.EPOCH, Set.of(label)));
    }

    @Override
    public Optional<String> credential() {
      return credential;
    }

    @Override
    public SecretState token() {
      return new SecretState("arn", List.copyOf(versions), Optional.empty(), Optional.empty());
    }

    @Override
    public SecretState credentialState() {
      return token();
    }

    @Override
    public String stage(String value) {
      done.add("stage");
      label("staged", SecretState.STAGED);
      return "staged";
    }

    @Override
    public String storeCredential(String value) {
      done.add("credential");
      return "stored";
    }

    @Override
    public void rotate(String versionId) {
      done.add("rotate");
      began = versionId;
      label(versionId, failing || unending ? SecretState.PENDING : SecretState.CURRENT);
    }

    @Override
    public void clear(String versionId) {
      done.add("clear");
      versions.removeIf(version -> version.id().equals(versionId));
    }

    @Override
    public boolean revoke() {
      done.add("revoke");
      return true;
    }

    @Override
    public List<LogLine> steps() {
      return failing ? List.of(LogLine.of("testSecret", began, "failed", "why")) : List.of();
    }

    @Override
    public Optional<LogLine> watch() {
      return Optional.empty();
    }
  }
}
