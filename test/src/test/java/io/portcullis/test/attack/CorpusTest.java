package io.portcullis.test.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.portcullis.constructs.firewall.FirewallRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorpusTest {
  private final Corpus corpus = Corpus.committed();

  @TempDir private Path folder;

  @Test
  void hasAtLeastEightyCases_forEachWayToAskWhoCalls() {
    for (var type : IdentityType.values()) {
      assertThat(committed().filter(attack -> attack.identities().contains(type)))
          .as("%s", type)
          .hasSizeGreaterThanOrEqualTo(80);
    }
  }

  @Test
  void namesEachCaseOnce() {
    assertThat(committed().map(Attack::name)).doesNotHaveDuplicates();
  }

  @Test
  void readsEveryFileOfItsFolder() throws IOException {
    try (var files = Files.list(Path.of("src/test/resources/attacks"))) {
      assertThat(corpus.groups()).hasSize((int) files.count());
    }
  }

  @Test
  void triesEveryRuleOfTheFirewall_thatThisMachineEvaluates() {
    assertThat(refusals().map(Outcome::code))
        .containsAll(
            Arrays.stream(FirewallRule.values())
                .filter(rule -> rule != FirewallRule.COUNTRY)
                .map(FirewallRule::code)
                .toList());
  }

  @Test
  void triesEveryKeyIdentityAndPlace() {
    assertThat(committed().map(Attack::identity)).contains(IdentityChoice.values());
    assertThat(committed().map(Attack::source)).contains(Place.values());
    assertThat(committed().map(attack -> attack.flood().beyond())).contains(Flood.Limit.values());
  }

  @Test
  void aSafeCase_bringsNothingThatWasAskedOfACustomer_norManyCalls() {
    assertThat(committed().filter(Attack::safe))
        .allSatisfy(attack -> assertThat(attack.flood()).isEqualTo(Flood.ONE_CALL))
        .noneMatch(attack -> Set.of(KeyChoice.OTHER, KeyChoice.DISABLED).contains(attack.key()))
        .allMatch(attack -> Set.of(Place.OWN, Place.FOREIGN).contains(attack.source()))
        .allSatisfy(
            attack ->
                assertThat(attack.refusedBy().outcomes().values()).allMatch(Outcome::isRefusal));
  }

  @Test
  void readsACase() throws IOException {
    var attack =
        read(
            """
            - name: A guess
              key: wrong
              refusedBy: plan (API Gateway) 403 plan_key_invalid
              then: {IAM NONE: none, JWT: identity (proxy) 403 identity_key_mismatch}
            """);

    assertThat(attack.key()).isEqualTo(KeyChoice.WRONG);
    assertThat(attack.ablation(IdentityType.IAM))
        .hasValueSatisfying(ablation -> assertThat(ablation.name()).isEqualTo("keys"));
    assertThat(attack.then().under(IdentityType.JWT))
        .contains(new Outcome("identity", "proxy", 403, "identity_key_mismatch"));
  }

  @Test
  void refusesUnknownKey() {
    assertRefused(
        """
        - name: A guess
          keyy: wrong
          refusedBy: none
        """,
        "Unrecognized field \"keyy\"");
  }

  @Test
  void refusesUnknownWord() {
    assertRefused(
        """
        - name: A guess
          key: wrongg
          refusedBy: none
        """,
        "wrongg");
  }

  @Test
  void refusesAnswerThatIsNone() {
    assertRefused(
        """
        - name: A guess
          refusedBy: somebody
        """,
        "an answer must be such as 'firewall (web ACL) 403 firewall_network', 'none' or 'fixed',"
            + " got 'somebody'");
  }

  @Test
  void refusesRefusal_thatDoesNotTellWhoIsNext() {
    assertRefused(
        """
        - name: A guess
          refusedBy: plan (API Gateway) 403 plan_key_invalid
        """,
        "'then' must tell of IAM if it is refused, and not if it must pass");
  }

  @Test
  void refusesNext_whereNothingSwitchesTheFirstOff() {
    assertRefused(
        """
        - name: A guess
          refusedBy: protocol (HTTP server) 400 -
          then: none
        """,
        "'then' must be 'fixed', nothing switches 'protocol (HTTP server) 400 -' off");
  }

  @Test
  void refusesIdentity_thatItsApisDoNotKnow() {
    assertRefused(
        """
        - name: A guess
          identity: alg-none
          refusedBy: none
        """,
        "'identity: alg-none' means nothing under IAM, name the 'identities'");
  }

  @Test
  void refusesTwoCasesOfOneName() {
    assertRefused(
        """
        - name: A guess
          refusedBy: none
        - name: A guess
          refusedBy: none
        """,
        "there are two of this name");
  }

  private void assertRefused(String yaml, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(yaml))
        .withMessageContainingAll("'network.yaml', case 'A guess': ", problem);
  }

  private Attack read(String yaml) throws IOException {
    Files.writeString(folder.resolve("network.yaml"), yaml);
    return Corpus.read(folder).attacks().get(0);
  }

  private Stream<Attack> committed() {
    return corpus.attacks().stream();
  }

  private Stream<Outcome> refusals() {
    return committed()
        .map(attack -> attack.refusedBy().outcomes().values())
        .flatMap(Collection::stream);
  }
}
