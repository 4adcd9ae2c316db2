package io.portcullis.proxy.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.proxy.refusal.RefusalCode;
import io.portcullis.proxy.refusal.RefusedException;
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
  private static final Caller ANYBODY = new Caller.Anonymous();
  private static final CallSource HERE =
      new CallSource(IpAddress.of("192.0.2.1"), Optional.empty());

  /** Of an API whose callers sign. */
  @Nested
  class WithPrincipals {
    private final CallerBinding binding =
        CallerBinding.of(
            Map.of(
                "acme",
                "key=key1&plan=standard&cidr=192.0.2.0/24&principal=111122223333:role/acme"
                    + "&principal=111122223333:role/team/acme-batch",
                "globex_eu",
                "key=key2&key=key3&cidr=192.0.2.0/24"
                    + "&principal=444455556666:user/division/globex"));

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
      assertThat(admits("key3", userArn)).isTrue();
    }

    @Test
    void refusesTheKeyOfAnotherCustomer() {
      assertThat(admits("key2", ACME)).isFalse();
      assertThat(admits("key1", GLOBEX)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"key4", "KEY1", "key", "key11", "", "key1&plan=standard", "standard"})
    void refusesAKeyThatIsNobodys(String apiKeyId) {
      assertThat(admits(apiKeyId, ACME)).isFalse();
    }

    @Test
    void refusesACallWithoutKey() {
      assertRefused(binding, signed(ACME), Optional.empty());
    }

    /** A method of a template that forgot to ask for a signature. */
    @Test
    void refusesACallThatNobodySigned() {
      assertRefused(binding, ANYBODY, Optional.of("key1"));
    }

    /** A method of a template that asks an authorizer instead. */
    @Test
    void refusesACallThatAnAuthorizerLetPass_underAnotherName() {
      assertRefused(binding, new Caller.Authorized("globex-eu"), Optional.of("key1"));
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
      return refusal(binding, signed(userArn), Optional.of(apiKeyId)).isEmpty();
    }
  }

  /** Of an API whose callers show a token to its authorizer. */
  @Nested
  class WithSubjects {
    private final CallerBinding binding =
        CallerBinding.of(
            Map.of(
                "acme", "key=key1&cidr=192.0.2.0/24&subject=auth0~7Cacme",
                "globex_eu", "key=key2&cidr=192.0.2.0/24&subject=globex"));

    @Test
    void admitsTheKeyOfTheCustomerWhoseSubjectItIs() {
      assertAdmitted(binding, new Caller.Authorized("acme"), "key1");
      assertAdmitted(binding, new Caller.Authorized("globex-eu"), "key2");
    }

    @Test
    void refusesTheKeyOfAnotherCustomer() {
      assertRefused(binding, new Caller.Authorized("acme"), Optional.of("key2"));
    }

    @Test
    void refusesACallWithoutKey() {
      assertRefused(binding, new Caller.Authorized("acme"), Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Acme", "globex_eu", "auth0|acme", "initech"})
    void refusesACustomerThatTheStageDoesNotKnow(String customer) {
      assertRefused(binding, new Caller.Authorized(customer), Optional.of("key1"));
      assertRefused(binding, new Caller.Authorized(customer), Optional.of("key2"));
    }

    /** A method of a template that forgot its authorizer. */
    @Test
    void refusesACallThatNobodyAuthorized() {
      assertRefused(binding, ANYBODY, Optional.of("key1"));
      assertRefused(binding, signed(ACME), Optional.of("key1"));
    }
  }

  /** Of an API whose callers do not say who they are. */
  @Nested
  class WithoutIdentity {
    private final CallerBinding binding =
        CallerBinding.of(Map.of("acme", "key=key1&plan=standard&cidr=192.0.2.0/24"));

    @Test
    void admitsTheKeyOfACustomer() {
      assertAdmitted(binding, ANYBODY, "key1");
    }

    /** Somebody made it beside the template. */
    @Test
    void refusesAKeyThatIsNobodys() {
      assertRefused(binding, ANYBODY, Optional.of("key2"));
    }

    @Test
    void refusesACallWithoutKey() {
      assertRefused(binding, ANYBODY, Optional.empty());
    }

    @Test
    void refusesASignedCall_sinceNothingTellsWhoseKeyItMayUse() {
      assertRefused(binding, signed(ACME), Optional.of("key1"));
    }
  }

  @Test
  void withoutCustomers_leavesCallsOfAnybodyToTheApi() {
    var binding = CallerBinding.of(Map.of());

    assertAdmitted(binding, ANYBODY, "key1");
    assertThat(refusal(binding, ANYBODY, Optional.empty())).isEmpty();
    assertRefused(binding, signed(ACME), Optional.of("key1"));
    assertRefused(binding, new Caller.Authorized("acme"), Optional.of("key1"));
  }

  @Test
  void readsAllVariablesOfACustomer_inAnyOrder() {
    var binding =
        CallerBinding.of(
            Map.of(
                "acme__2", "key=key1&subject=acme",
                "acme__10", "cidr=192.0.2.0/24",
                "acme", "plan=standard",
                "acme_2", "key=key2&cidr=192.0.2.0/24&subject=other"));

    assertAdmitted(binding, new Caller.Authorized("acme"), "key1");
    assertAdmitted(binding, new Caller.Authorized("acme-2"), "key2");
    assertRefused(binding, new Caller.Authorized("acme"), Optional.of("key2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "principal=",
        "principal=111122223333",
        "principal=111122223333:role/",
        "principal=111122223333:role/*",
        "principal=111122223333:group/acme",
        "principal=arn:aws:iam::111122223333:role/acme",
        "principal=111122223333:assumed-role/acme",
        "principal= 111122223333:role/acme",
        "principal=111122223333:role~2Facme~",
        "principal=111122223333:role~2facme",
        "principal=111122223333:role/acme|",
        "subject=111122223333:role/acme",
        "subject=~C3"
      })
  void anIdentityThatCannotBeReadBindsNobody_yetIsAskedFor(String field) {
    var binding = CallerBinding.of(Map.of("acme", "key=key1&cidr=192.0.2.0/24&" + field));

    assertRefused(binding, signed(ACME), Optional.of("key1"));
    assertRefused(binding, ANYBODY, Optional.of("key1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "&",
        "key1",
        "key",
        "=key1",
        "Key=key1",
        "key= key1",
        "key=key1~",
        "key=key1,key2",
        "key=key1;cidr=192.0.2.0/24",
        "key1,111122223333:role/acme"
      })
  void aKeyThatCannotBeReadIsNobodys(String value) {
    var binding = CallerBinding.of(Map.of("acme", value + "&cidr=192.0.2.0/24"));

    assertRefused(binding, ANYBODY, Optional.of("key1"));
  }

  @Test
  void unescapesWhatAVariableCannotHold() {
    var binding =
        CallerBinding.of(
            Map.of("acme", "key=key1&cidr=192.0.2.0/24&principal=111122223333:role/a~2Bb~40c"));

    assertAdmitted(binding, signed("arn:aws:sts::111122223333:assumed-role/a+b@c/session"), "key1");
  }

  @Test
  void aKeyWithoutIdentityBesideOnesWithOneIsNobodys() {
    var binding =
        CallerBinding.of(
            Map.of(
                "acme", "key=key1&cidr=192.0.2.0/24&principal=111122223333:role/acme",
                "other", "key=key2&cidr=192.0.2.0/24"));

    assertRefused(binding, ANYBODY, Optional.of("key2"));
    assertRefused(binding, signed(ACME), Optional.of("key2"));
  }

  @Test
  void otherVariablesMeanNothing() {
    var variables = new HashMap<String, String>();
    variables.put("ALLOWED_ORIGIN", "https://app.example.com");
    variables.put("Acme", "key=key1");
    variables.put("acme__corp", "key=key1");
    variables.put("acme___2", "key=key1");
    variables.put("acme__0", "key=key1");
    variables.put("acme", null);

    assertThat(CallerBinding.of(variables).customers()).isEmpty();
  }

  private static Caller signed(String userArn) {
    return new Caller.Signed(userArn);
  }

  private static void assertAdmitted(CallerBinding binding, Caller caller, String apiKeyId) {
    assertThat(refusal(binding, caller, Optional.of(apiKeyId))).isEmpty();
  }

  private static void assertRefused(
      CallerBinding binding, Caller caller, Optional<String> apiKeyId) {
    assertThat(refusal(binding, caller, apiKeyId)).contains(RefusalCode.IDENTITY_KEY_MISMATCH);
  }

  private static Optional<RefusalCode> refusal(
      CallerBinding binding, Caller caller, Optional<String> apiKeyId) {
    try {
      binding.admit(caller, apiKeyId, HERE);
      return Optional.empty();
    } catch (RefusedException e) {
      return Optional.of(e.code());
    }
  }
}
