package io.portcullis.stacks.environment;

import static io.portcullis.stacks.environment.EnvironmentText.VALID;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.constructs.authorizer.JwtAlgorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiConfigTest {
  private static final String JWT =
      VALID
          .replace(
              "authorization: { type: IAM }",
              """
              authorization:
                  type: JWT
                  issuer: https://login.example.com/tenant
                  audiences: [inference]
                  scopes: [infer]
                  algorithms: [ES256]
                  subjectClaim: client_id
                  clockSkew: PT10S""")
          .replace("principals: [\"arn:aws:iam::222222222222:role/acme\"]", "principals: []")
          .replace("subjects: []", "subjects: [acme-client]");

  @TempDir private Path folder;

  @Test
  void refusesTheSameRouteTwice() {
    assertProblem(
        VALID.replace("[CHAT_COMPLETIONS]", "[CHAT_COMPLETIONS, CHAT_COMPLETIONS]"),
        "'api.routes' must be different, got '[CHAT_COMPLETIONS, CHAT_COMPLETIONS]'");
  }

  @Test
  void readsAnIssuer() throws IOException {
    Files.writeString(folder.resolve("dev.yaml"), JWT);

    assertThat(new Environments(folder).named("dev").config().api().authorization())
        .isEqualTo(
            new AuthorizationConfig.Jwt(
                "https://login.example.com/tenant",
                List.of("inference"),
                List.of("infer"),
                List.of(JwtAlgorithm.ES256),
                "client_id",
                Duration.ofSeconds(10)));
  }

  @Test
  void refusesATypeThatIsNone() {
    assertProblem(
        VALID.replace("{ type: IAM }", "{ type: COGNITO }"),
        "'api.authorization.type' must be one of [IAM, JWT, NONE], got 'COGNITO'");
  }

  @Test
  void refusesAnIssuerWithoutEncryption() {
    assertProblem(
        JWT.replace("https://login", "http://login"),
        "'api.authorization.issuer' must be an https address without query and fragment, got"
            + " 'http://login.example.com/tenant'");
  }

  @Test
  void refusesAnIssuerForWhichNoTokenIsMeant() {
    assertProblem(
        JWT.replace("audiences: [inference]", "audiences: []"),
        "'api.authorization.audiences' must have at least one, got '[]'");
  }

  @Test
  void refusesAnAlgorithmWithASharedKey() {
    assertThat(EnvironmentText.problem(folder, JWT.replace("[ES256]", "[HS256]")))
        .startsWith("'api.authorization.algorithms[0]' must be one of [")
        .endsWith(", got 'HS256'");
  }

  @Test
  void refusesASkewThatWouldReviveTokens() {
    assertProblem(
        JWT.replace("PT10S", "PT6M"),
        "'api.authorization.clockSkew' must be whole seconds from PT0S to PT5M, got 'PT6M'");
  }

  @Test
  void refusesACustomerWithoutSubject_whereTokensTellWhoCalls() {
    assertProblem(
        JWT.replace("subjects: [acme-client]", "subjects: []"),
        "'customers.acme.subjects' must have at least one for the authorization JWT, got '[]'");
  }

  @Test
  void refusesACustomerWithoutPrincipal_whereSignaturesTellWhoCalls() {
    assertProblem(
        VALID.replace("[\"arn:aws:iam::222222222222:role/acme\"]", "[]"),
        "'customers.acme.principals' must have at least one for the authorization IAM, got '[]'");
  }

  @Test
  void refusesAnIdentityThatNobodyAsksFor() {
    assertProblem(
        VALID.replace("subjects: []", "subjects: [acme-client]"),
        "'customers.acme.subjects' must be empty for the authorization IAM, got '[acme-client]'");
  }

  private void assertProblem(String text, String problem) {
    assertThat(EnvironmentText.problem(folder, text)).isEqualTo(problem);
  }
}
