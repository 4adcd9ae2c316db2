package io.portcullis.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerBindingTest {
  private static final String ACME = "arn:aws:sts::111122223333:assumed-role/acme/session";
  private static final String GLOBEX = "arn:aws:iam::444455556666:user/globex";

  /** Of an API whose callers sign. */
  @Nested
  class WithPrincipals {
    private final CallerBinding binding =
        CallerBinding.of(
            Map.of(
                "acme", "key1,111122223333:role/acme,111122223333:role/team/acme-batch",
                "globex_eu", "key2,444455556666:user/division/globex"));

    @ParameterizedTest
    @ValueSource(
        strings = {
          "arn:aws:sts::111122223333:assumed-role/acme/session",
          "arn:aws:sts::111122223333:assumed-role/acme/i-0123456789abcdef0",
          "arn:aws:sts::111122223333:assumed-role/acme/jane@acme.example",
          "arn:aws-us-gov:sts::111122223333:assumed-role/acme/session",
          "arn:aws:sts::111122223333:assumed-role/acme-batch/session"
        })
    void admitsASessionOfTheKeysRole(String userArn) {
      assertThat(admits("key1", userArn)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "arn:aws:iam::444455556666:user/division/globex",
          "arn:aws:iam::444455556666:user/globex"
        })
    void admitsTheKeysUser(String userArn) {
      assertThat(admits("key2", userArn)).isTrue();
    }

    @Test
    void refusesTheKeyOfAnotherCustomer() {
      assertThat(admits("key2", ACME)).isFalse();
      assertThat(admits("key1", GLOBEX)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"key3", "KEY1", "key", "key11", "", "key1,111122223333:role/acme"})
    void refusesAKeyThatIsNobodys(String apiKeyId) {
      assertThat(admits(apiKeyId, ACME)).isFalse();
    }

    @Test
    void refusesACallWithoutKey() {
      assertThat(binding.admits(Optional.empty(), Optional.of(ACME))).isFalse();
    }

    /** A method of a template that forgot to ask for a signature. */
    @Test
    void refusesACallThatNobodySigned() {
      assertThat(binding.admits(Optional.of("key1"), Optional.empty())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          // Another account, role, kind or case.
          "arn:aws:sts::111122223334:assumed-role/acme/session",
          "arn:aws:sts::111122223333:assumed-role/acme2/session",
          "arn:aws:sts::111122223333:assumed-role/Acme/session",
          "arn:aws:sts::111122223333:assumed-role/ACME/session",
          "arn:aws:iam::111122223333:user/acme",
          "arn:aws:iam::111122223333:role/acme",
          // The name elsewhere.
          "arn:aws:sts::111122223333:assumed-role/other/acme",
          "arn:aws:sts::111122223333:assumed-role/other/role/acme",
          "arn:aws:sts::111122223333:assumed-role/acme",
          "arn:aws:sts::111122223333:assumed-role/acme/",
          "arn:aws:sts::111122223333:assumed-role/acme/a/b",
          "arn:aws:sts::111122223333:assumed-role/team/acme/session",
          "arn:aws:sts::111122223333:assumed-role//acme/session",
          "arn:aws:sts::111122223333:assumed-role/acme/session/",
          // Colons.
          "arn:aws:sts::999999999999:111122223333:assumed-role/acme/session",
          "arn:aws:sts:us-east-1:111122223333:assumed-role/acme/session",
          "arn:aws:sts::111122223333:assumed-role/acme/se:ssion",
          "arn:aws:sts::111122223333:assumed-role:acme:session",
          "arn:aws:sts:111122223333:assumed-role/acme/session",
          ":arn:aws:sts::111122223333:assumed-role/acme/session",
          // No partition, no service, no account.
          "arn:awsome:sts::111122223333:assumed-role/acme/session",
          "arn:aws-:sts::111122223333:assumed-role/acme/session",
          "arn:evil:sts::111122223333:assumed-role/acme/session",
          "arn::sts::111122223333:assumed-role/acme/session",
          "arn:aws:iam::111122223333:assumed-role/acme/session",
          "arn:aws:s3::111122223333:assumed-role/acme/session",
          "arn:aws:sts::1111222233333:assumed-role/acme/session",
          "arn:aws:sts::aws:assumed-role/acme/session",
          // Others who can sign.
          "arn:aws:iam::111122223333:root",
          "arn:aws:sts::111122223333:federated-user/acme",
          "arn:aws:sts::111122223333:self",
          "AROAEXAMPLE:session",
          "111122223333:role/acme",
          "111122223333",
          "anonymous",
          "*",
          "",
          // Look-alikes: Cyrillic, full width digits, a zero-width space, white space.
          "arn:aws:sts::111122223333:assumed-role/\u0430cme/session",
          "arn:aws:sts::\uff11\uff11\uff11\uff11\uff12\uff12\uff12\uff12\uff13\uff13\uff13\uff13:assumed-role/acme/session",
          "arn:aws:sts::111122223333:assumed-role/acme\u200b/session",
          " arn:aws:sts::111122223333:assumed-role/acme/session",
          "arn:aws:sts::111122223333:assumed-role/acme/session\n",
          "arn:aws:sts::111122223333:assumed-role/acme\u0000/session"
        })
    void refusesEverybodyElse(String userArn) {
      assertThat(admits("key1", userArn)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "arn:aws:iam::444455556666:user/globex/other",
          "arn:aws:iam::444455556666:user/division/",
          "arn:aws:iam::444455556666:user/Globex",
          "arn:aws:sts::444455556666:assumed-role/globex/session",
          "arn:aws:sts::444455556666:federated-user/globex"
        })
    void refusesEveryOtherUser(String userArn) {
      assertThat(admits("key2", userArn)).isFalse();
    }

    @Test
    void refusesAnEndlessName() {
      assertThat(admits("key1", "arn:aws:iam::111122223333:user/" + "a/".repeat(100_000) + "acme"))
          .isFalse();
    }

    private boolean admits(String apiKeyId, String userArn) {
      return binding.admits(Optional.of(apiKeyId), Optional.of(userArn));
    }
  }

  /** Of an API whose callers do not sign. */
  @Nested
  class WithoutPrincipals {
    private final CallerBinding binding = CallerBinding.of(Map.of("acme", "key1"));

    @Test
    void admitsTheKeyOfACustomer() {
      assertThat(binding.admits(Optional.of("key1"), Optional.empty())).isTrue();
    }

    /** Somebody made it beside the template. */
    @Test
    void refusesAKeyThatIsNobodys() {
      assertThat(binding.admits(Optional.of("key2"), Optional.empty())).isFalse();
    }

    @Test
    void refusesACallWithoutKey() {
      assertThat(binding.admits(Optional.empty(), Optional.empty())).isFalse();
    }

    @Test
    void refusesASignedCall_sinceNothingTellsWhoseKeyItMayUse() {
      assertThat(binding.admits(Optional.of("key1"), Optional.of(ACME))).isFalse();
    }
  }

  @Test
  void withoutCustomers_leavesUnsignedCallsToTheApi() {
    var binding = CallerBinding.of(Map.of());

    assertThat(binding.admits(Optional.of("key1"), Optional.empty())).isTrue();
    assertThat(binding.admits(Optional.empty(), Optional.empty())).isTrue();
    assertThat(binding.admits(Optional.of("key1"), Optional.of(ACME))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key1,",
        "key1,111122223333",
        "key1,111122223333:role/",
        "key1,111122223333:role/*",
        "key1,111122223333:group/acme",
        "key1,arn:aws:iam::111122223333:role/acme",
        "key1,111122223333:assumed-role/acme",
        "key1 ,111122223333:role/acme",
        ",111122223333:role/acme",
        "111122223333:role/acme,key1"
      })
  void aVariableThatIsMalformedBindsNobody_yetAsksForASignature(String variable) {
    var binding = CallerBinding.of(Map.of("acme", variable));

    assertThat(binding.admits(Optional.of("key1"), Optional.of(ACME))).isFalse();
    assertThat(binding.admits(Optional.of("key1"), Optional.empty())).isFalse();
  }

  @Test
  void aKeyWithoutPrincipalsBesideOnesWithSomeIsNobodys() {
    var binding = CallerBinding.of(Map.of("acme", "key1,111122223333:role/acme", "other", "key2"));

    assertThat(binding.admits(Optional.of("key2"), Optional.empty())).isFalse();
    assertThat(binding.admits(Optional.of("key2"), Optional.of(ACME))).isFalse();
  }

  @Test
  void otherVariablesMeanNothing() {
    var variables = new HashMap<String, String>();
    variables.put("ALLOWED_ORIGIN", "https://app.example.com");
    variables.put("Acme", "key1,111122223333:role/acme");
    variables.put("acme", null);

    assertThat(CallerBinding.of(variables).keys()).isEmpty();
  }
}
