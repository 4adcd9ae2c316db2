package io.portcullis.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portcullis.local.assembly.AssemblyException;
import io.portcullis.local.assembly.TestAssembly;
import io.portcullis.local.huggingface.HuggingFaceStandIn;
import io.portcullis.local.secretsmanager.SecretsManager;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is there when the rotation function is asked for its first step. */
class FirstTokenTest {
  private static final Map<String, String> ENDPOINT =
      Map.of("ENDPOINT_NAMESPACE", "acme", "ENDPOINT_NAME", "documents", "ENDPOINT_TYPE", "public");

  @TempDir private Path directory;
  private final List<String> found = new ArrayList<>();
  private HuggingFaceStandIn huggingFace;
  private SecretsManager secrets;
  private String secret;
  private String label = "STAGED";

  @BeforeEach
  void open() throws IOException {
    var environment =
        TestAssembly.in(directory)
            .stack(
                "Foundation",
                """
                {"Resources": {
                  "Token": {"Type": "AWS::SecretsManager::Secret",
                    "Properties": {"Name": "token", "SecretString": "empty"}},
                  "Credential": {"Type": "AWS::SecretsManager::Secret",
                    "Properties": {"Name": "credential", "SecretString": "empty"}},
                  "Schedule": {"Type": "AWS::SecretsManager::RotationSchedule", "Properties": {
                    "SecretId": {"Ref": "Token"}, "RotateImmediatelyOnUpdate": false,
                    "RotationLambdaARN": "arn:aws:lambda:eu-west-1:111122223333:function:rotate"}}}}
                """)
            .environment();
    huggingFace = HuggingFaceStandIn.start();
    secrets = SecretsManager.start(environment, this::rotate, InstantSource.system());
    secret = secrets.rotatedSecrets().get(0);
  }

  @AfterEach
  void close() {
    secrets.close();
    huggingFace.close();
  }

  /** Does nothing but to look what it would take. */
  private Optional<String> rotate(String functionArn, String event)
      throws IOException, InterruptedException {
    if (event.contains("createSecret")) {
      var id = label.equals("STAGED") ? "token" : "credential";
      found.add(value("{\"SecretId\":\"%s\",\"VersionStage\":\"%s\"}".formatted(id, label)));
    }
    return Optional.empty();
  }

  @Test
  void stagesATokenThatMayCallTheEndpointOfTheTemplate() throws Exception {
    rotate(ENDPOINT, Map.of("TOKEN_SOURCE", "STAGED"));

    assertThat(found).singleElement().asString().startsWith("hf_");
    assertThat(call("POST", "/generate", "Bearer " + found.get(0), "{\"inputs\":\"Hello\"}"))
        .startsWith("200 ");
  }

  @Test
  void stagesAToken_whereTheTemplateNamesNoEndpoint() throws Exception {
    rotate(Map.of(), Map.of("TOKEN_SOURCE", "STAGED"));

    assertThat(huggingFace.tokens().isAlive(found.get(0))).isTrue();
  }

  @Test
  void storesAnAdministratorsToken_ofTheServiceAccount() throws Exception {
    label = "AWSCURRENT";
    rotate(
        ENDPOINT,
        Map.of(
            "TOKEN_SOURCE", "SERVICE_ACCOUNT",
            "SERVICE_ACCOUNT", "65f0a1b2c3d4e5f6a7b8c9d0",
            "CREDENTIAL_ARN", "credential"));

    assertThat(
            call(
                "GET",
                "/api/organizations/acme/service-accounts/65f0a1b2c3d4e5f6a7b8c9d0",
                "Bearer " + found.get(0),
                ""))
        .startsWith("200 ");
  }

  @Test
  void storesTheSecretOfAnApplication_thatExchangesTokens() throws Exception {
    label = "AWSCURRENT";
    rotate(
        ENDPOINT,
        Map.of(
            "TOKEN_SOURCE", "TOKEN_EXCHANGE",
            "CLIENT_ID", "portcullis",
            "SUBJECT", "inference@example.com",
            "TOKEN_LIFETIME_SECONDS", "28800",
            "CREDENTIAL_ARN", "credential"));

    var client = "portcullis:" + found.get(0);
    assertThat(
            call(
                "POST",
                "/oauth/token",
                "Basic "
                    + Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8)),
                "grant_type=urn:ietf:params:oauth:grant-type:token-exchange"
                    + "&subject_token=inference@example.com"
                    + "&subject_token_type=urn:huggingface:token-type:user-email"
                    + "&scope=read-endpoints"))
        .startsWith("200 ")
        .contains("\"expires_in\":28800");
  }

  @Test
  void doesNotGuessWhatAnUnknownSourceNeeds() {
    assertThatExceptionOfType(AssemblyException.class)
        .isThrownBy(() -> rotate(ENDPOINT, Map.of("TOKEN_SOURCE", "HUB")))
        .withMessage("'TOKEN_SOURCE' of the rotation function is unknown here, got 'HUB'");
  }

  private void rotate(Map<String, String> endpoint, Map<String, String> source)
      throws IOException, InterruptedException {
    var variables = new HashMap<>(endpoint);
    variables.putAll(source);
    new FirstToken(secrets, function -> variables, huggingFace).rotateTo(secret);
  }

  private String value(String request) throws IOException, InterruptedException {
    var call =
        HttpRequest.newBuilder(secrets.url())
            .header("X-Amz-Target", "secretsmanager.GetSecretValue")
            .POST(BodyPublishers.ofString(request))
            .build();
    var answer = HttpClient.newHttpClient().send(call, BodyHandlers.ofString()).body();
    return answer.replaceFirst("^.*\"SecretString\":\"([^\"]*)\".*$", "$1");
  }

  /** Status and body of Hugging Face's answer. */
  private String call(String method, String path, String authorization, String body)
      throws IOException, InterruptedException {
    var type = body.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded";
    var call =
        HttpRequest.newBuilder(huggingFace.url().resolve(path))
            .header("Authorization", authorization)
            .header("Content-Type", type)
            .method(method, BodyPublishers.ofString(body))
            .build();
    var answer = HttpClient.newHttpClient().send(call, BodyHandlers.ofString());
    return answer.statusCode() + " " + answer.body();
  }
}
