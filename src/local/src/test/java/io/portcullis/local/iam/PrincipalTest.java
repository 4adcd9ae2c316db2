package io.portcullis.local.iam;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrincipalTest {
  @Test
  void aRoleCallsByASession_whoseArnLeavesOutItsPath() {
    var role = Principal.of("arn:aws:iam::111122223333:role/team/inner/acme").orElseThrow();

    assertThat(role.arn()).isEqualTo("arn:aws:iam::111122223333:role/team/inner/acme");
    assertThat(role.userArn()).isEqualTo("arn:aws:sts::111122223333:assumed-role/acme/local");
    assertThat(role.userId()).matches("AROA[A-Z0-9]{17}:local");
  }

  @Test
  void aUserCallsAsItself() {
    var user = Principal.of("arn:aws:iam::111122223333:user/team/acme").orElseThrow();

    assertThat(user.userArn()).isEqualTo("arn:aws:iam::111122223333:user/team/acme");
    assertThat(user.userId()).matches("AIDA[A-Z0-9]{17}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:iam::111122223333:root",
        "arn:aws:iam::111122223333:role/*",
        "arn:aws:iam::111122223333:role/",
        "arn:aws:iam::1111:role/acme",
        "arn:aws:sts::111122223333:assumed-role/acme/local",
        "111122223333"
      })
  void nothingElseIsOne(String arn) {
    assertThat(Principal.of(arn)).isEmpty();
  }

  @Test
  void aKeyShowsNoSecret_andIsNotTakenForAKeyOfAws() {
    var key = AccessKey.create(Principal.of("arn:aws:iam::111122223333:role/acme").orElseThrow());

    assertThat(key.id()).matches("LOCAL[A-Z2-7]{15}");
    assertThat(key.secret()).hasSize(40);
    assertThat(key.toString()).doesNotContain(key.secret());
  }
}
