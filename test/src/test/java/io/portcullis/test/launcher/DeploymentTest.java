package io.portcullis.test.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In which order {@code ./portcullis} looks and acts, and where it stops. */
class DeploymentTest {
  private static final String ASSEMBLY = ".portcullis/assembly/prod";
  private static final String SYNTH =
      "cdk synth --quiet --output .portcullis/assembly/prod -c environment=prod";

  @TempDir private Path folder;

  private FakeRepository repository;

  @BeforeEach
  void makeRepository() throws IOException {
    repository = new FakeRepository(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"diff", "deploy", "destroy"})
  void looksAtTheAssemblyThatTheCdkGoesOnWith(String verb) throws Exception {
    var result = repository.run(verb, "prod", "--", "--verbose");

    assertThat(result.status()).isZero();
    assertThat(repository.calls())
        .containsExactly(
            "stacks ListEnvironments",
            SYNTH,
            "stacks change.ChangeCommand %s --env prod --assembly %s --environments environments"
                .formatted(verb, ASSEMBLY),
            "cdk --app %s %s prod/* --verbose".formatted(ASSEMBLY, verb));
  }

  @ParameterizedTest
  @ValueSource(strings = {"deploy", "destroy"})
  void stopsBeforeTheCdkActs_inOneLine(String verb) throws Exception {
    repository.let("ChangeCommand", "portcullis: this would lose the token");

    var result = repository.run(verb, "prod");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output()).endsWith("'prod'\nportcullis: this would lose the token\n");
    assertThat(repository.calls()).noneMatch(call -> call.startsWith("cdk --app"));
  }

  @Test
  void saysWhatMayBeLost() throws Exception {
    repository.run("deploy", "prod", "--replace-state", "Token", "--replace-state=Key");

    assertThat(repository.calls())
        .contains(
            "stacks change.ChangeCommand deploy --env prod --assembly %s --environments environments"
                    .formatted(ASSEMBLY)
                + " --replace-state=Token --replace-state=Key");
  }

  @Test
  void stopsAtAWrongEnvironmentFile_inOneLine() throws Exception {
    repository.let("ListEnvironments", "a wrong file");

    var result = repository.run("deploy", "prod");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output()).endsWith("a wrong file\n");
    assertThat(repository.calls()).containsExactly("stacks ListEnvironments");
  }

  @Test
  void synthesizesOnce_untilAnInputChanges() throws Exception {
    repository.run("explain", "prod");
    repository.run("doctor", "prod");

    assertThat(repository.calls())
        .containsExactly(
            "stacks ListEnvironments",
            SYNTH,
            "stacks explain.ExplainCommand --env prod --assemblies .portcullis/assembly"
                + " --environments environments",
            "stacks doctor.DoctorCommand --env prod --assembly " + ASSEMBLY);
  }

  @Test
  void synthesizesBothEnvironments_thatAreCompared() throws Exception {
    repository.run("explain", "prod", "--against", "dev", "--json");

    assertThat(repository.calls())
        .contains(
            SYNTH,
            SYNTH.replace("prod", "dev"),
            "stacks explain.ExplainCommand --env prod --against dev --assemblies"
                + " .portcullis/assembly --environments environments --json");
  }

  /** It has to work at once. */
  @Test
  void blocksACustomer_withoutSynthesis() throws Exception {
    repository.run("customers", "prod", "block", "acme");

    assertThat(repository.calls())
        .containsExactly(
            "stacks customers.CustomersCommand block acme --env prod --environments environments"
                + " --state .portcullis");
  }

  @Test
  void passesOnWhichKeyIsMeant_andHowCustomersAreListed() throws Exception {
    repository.run("customers", "prod", "key", "acme", "--key", "second");
    repository.run("customers", "prod", "--json");

    assertThat(repository.calls())
        .containsExactly(
            "stacks customers.CustomersCommand key acme --env prod --environments environments"
                + " --state .portcullis --key=second",
            "stacks customers.CustomersCommand list --env prod --environments environments"
                + " --state .portcullis --json");
  }

  @Test
  void endsAsTheDoctorEnds() throws Exception {
    repository.let("DoctorCommand", "something is wrong");

    assertThat(repository.run("doctor", "prod").status()).isEqualTo(1);
  }
}
