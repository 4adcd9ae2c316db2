package io.portcullis.stacks.explain;

import io.portcullis.stacks.assembly.EnvironmentTemplates;
import io.portcullis.stacks.assembly.Resource;
import java.util.List;
import java.util.Optional;

/**
 * Where the next Hugging Face token comes from, and who looks after those there are.
 *
 * @param source {@code STAGED}, {@code SERVICE_ACCOUNT}, {@code TOKEN_EXCHANGE}, or empty if the
 *     templates do not say
 * @param maker id of the service account, or of the OAuth application, or empty
 * @param subject the member for whom tokens are exchanged, or empty
 * @param lifetimeSeconds time that an exchanged token lives at least, or 0
 * @param endpoint the one that it is for, as {@code <namespace>/<name>}, or empty
 * @param endpointType what that one must be at Hugging Face, or empty
 * @param graceSeconds time that a replaced one lives at least, 0 if it is kept
 * @param maximumAgeSeconds age at which one should have been replaced, or 0
 * @param credential what tokens are made with
 * @param looks when the rotation function looks after the token, in words
 * @param alarms alarms that its metrics raise
 */
public record TokenCustody(
    String source,
    String maker,
    String subject,
    int lifetimeSeconds,
    String endpoint,
    String endpointType,
    int graceSeconds,
    int maximumAgeSeconds,
    Credential credential,
    List<String> looks,
    List<String> alarms) {
  private static final TokenCustody NONE =
      new TokenCustody("", "", "", 0, "", "", 0, 0, Credential.NONE, List.of(), List.of());

  /**
   * What tokens are made with.
   *
   * @param kept whether there is a secret for it
   * @param readers who may read it, empty if the secret itself refuses nobody
   * @param writers who may hand in another one, empty if the secret itself refuses nobody
   */
  public record Credential(boolean kept, List<String> readers, List<String> writers) {
    private static final Credential NONE = new Credential(false, List.of(), List.of());
  }

  static TokenCustody in(EnvironmentTemplates environment) {
    return environment.rotationFunctions().stream()
        .findFirst()
        .map(function -> of(environment, function))
        .orElse(NONE);
  }

  private static TokenCustody of(EnvironmentTemplates environment, Resource function) {
    var variables = function.get("Environment", "Variables");
    return new TokenCustody(
        variables.path("TOKEN_SOURCE").asText(),
        variables.path("SERVICE_ACCOUNT").asText(variables.path("CLIENT_ID").asText()),
        variables.path("SUBJECT").asText(),
        variables.path("TOKEN_LIFETIME_SECONDS").asInt(),
        variables.has("ENDPOINT_NAME")
            ? "%s/%s"
                .formatted(
                    variables.path("ENDPOINT_NAMESPACE").asText(),
                    variables.path("ENDPOINT_NAME").asText())
            : "",
        variables.path("ENDPOINT_TYPE").asText(),
        variables.path("GRACE_SECONDS").asInt(),
        variables.path("MAXIMUM_AGE_SECONDS").asInt(),
        credential(environment),
        looks(environment, function),
        environment.ofType("AWS::CloudWatch::Alarm").stream()
            .filter(alarm -> environment.targets(alarm.get()).contains(function))
            .map(Resource::name)
            .toList());
  }

  private static Credential credential(EnvironmentTemplates environment) {
    return environment.credentials().stream()
        .findFirst()
        .map(secret -> new Admission(environment, secret))
        .map(admission -> new Credential(true, admission.readers(), admission.writers()))
        .orElse(Credential.NONE);
  }

  private static List<String> looks(EnvironmentTemplates environment, Resource function) {
    return environment.ofType("AWS::Events::Rule").stream()
        .filter(rule -> environment.targets(rule.get("Targets")).contains(function))
        .map(TokenCustody::look)
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<String> look(Resource rule) {
    if (rule.has("ScheduleExpression")) {
      return Optional.of(Schedule.words(rule.text("ScheduleExpression")));
    }
    return Texts.list(rule.get("EventPattern", "detail", "labelUpdated")).contains("AWSCURRENT")
        ? Optional.of("when another one becomes current")
        : Optional.empty();
  }
}
