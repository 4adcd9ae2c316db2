package io.portcullis.constructs.policy.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class TemplatesWithoutSecretsTest {
  private static final String TOKEN = "hf_" + "a1B2".repeat(8);

  private final Rule rule = new TemplatesWithoutSecrets();
  private final Fixture gateway = Fixture.gateway();

  @Test
  void takesATemplateWithoutSecrets() {
    assertThat(gateway.findings(rule)).isEmpty();
  }

  @Test
  void saysWhere_neverWhat() {
    gateway.property("Proxy", "Environment/Variables/TOKEN", "\"" + TOKEN + "\"");

    assertThat(gateway.findings(rule))
        .containsExactly(
            "Proxy: 'Properties.Environment.Variables.TOKEN' holds what looks like a Hugging Face"
                + " token");
  }

  @Test
  void findsASecretInBase64() {
    gateway.property("Token", "SecretString", "\"" + base64("token=" + TOKEN) + "\"");

    assertThat(gateway.findings(rule))
        .containsExactly(
            "Token: 'Properties.SecretString' holds what looks like a Hugging Face token");
  }

  @Test
  void findsASecretThatIsPutTogether() {
    gateway.set(
        "/Outputs",
        "{ \"Token\": { \"Value\": { \"Fn::Join\": [\"_\", [\"hf\", \"%s\"]] } } }"
            .formatted(TOKEN.substring(3)));

    assertThat(gateway.findings(rule))
        .containsExactly("Test: 'Outputs.Token.Value' holds what looks like a Hugging Face token");
  }

  @Test
  void findsASecretThatIsAName_withoutSayingIt() {
    gateway.property("Stage", "Variables/" + TOKEN, "\"acme\"");

    assertThat(gateway.findings(rule))
        .containsExactly(
            "Stage: 'Properties.Variables' holds what looks like a Hugging Face token");
  }

  @Test
  void findsADefaultOfAParameter() {
    gateway.set("/Parameters", "{ \"Key\": { \"Default\": \"sk-%s\" } }".formatted("x".repeat(20)));

    assertThat(gateway.findings(rule))
        .containsExactly("Test: 'Parameters.Key.Default' holds what looks like an OpenAI key");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
