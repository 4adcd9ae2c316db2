package io.portcullis.stacks.doctor;

import io.portcullis.stacks.assembly.EnvironmentTemplates;
import io.portcullis.stacks.assembly.Resource;
import io.portcullis.stacks.assembly.StackTemplate;
import io.portcullis.stacks.assembly.StackTemplate.Bootstrap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The checks that an environment needs, by what its templates ask of an account. */
record Checks(EnvironmentTemplates environment) {
  /** Of one role or user; {@code role/*} names none. */
  private static final Pattern PRINCIPAL =
      Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:(?:role|user)/[\\w+=,.@/-]++(?!\\*)");

  EndpointRegionCheck offline() {
    var url = environment.proxies().stream().map(Resource::endpointUrl).findFirst();
    return new EndpointRegionCheck(environment.region(), url.orElse("the endpoint"), privateLink());
  }

  CredentialsCheck credentials() {
    return new CredentialsCheck(environment.account());
  }

  List<Check> ofAccount() {
    var checks = new ArrayList<Check>();
    checks.add(new RegionCheck(environment.region()));
    checks.add(new BootstrapCheck(environment.account(), environment.region(), neededBootstrap()));
    if (has("AWS::ApiGateway::Stage") && !has("AWS::ApiGateway::Account")) {
      checks.add(new LogRoleCheck());
    }
    if (has("AWS::Lambda::Function")) {
      checks.add(new ConcurrencyCheck(reserved()));
    }
    privateLink()
        .map(service -> new PrivateLinkCheck(service, environment.availabilityZones()))
        .ifPresent(checks::add);
    if (has("AWS::SecretsManager::RotationSchedule")) {
      checks.add(new TrailCheck(environment.region()));
    }
    var principals = principals();
    if (!principals.isEmpty()) {
      checks.add(new PrincipalsCheck(environment.account(), principals));
    }
    topics().stream()
        .map(topic -> new SubscriptionCheck(DeployedResource.of(topic)))
        .forEach(checks::add);
    checks.addAll(secrets());
    return checks;
  }

  /** Of what is rotated; what is not, no label tells anything about. */
  private List<Check> secrets() {
    var checks = new ArrayList<Check>();
    var credentials = environment.credentials();
    for (var credential : credentials) {
      checks.add(new CredentialCheck(environment.name(), DeployedResource.of(credential)));
    }
    environment.ofType("AWS::SecretsManager::RotationSchedule").stream()
        .flatMap(schedule -> environment.targets(schedule.get("SecretId")).stream())
        .map(DeployedResource::of)
        .map(secret -> new TokenCheck(environment.name(), secret, credentials.isEmpty()))
        .forEach(checks::add);
    return checks;
  }

  /** Those that wake somebody: of every alarm by itself nobody has to hear. */
  private List<Resource> topics() {
    var woken =
        environment.ofType("AWS::CloudWatch::CompositeAlarm").stream()
            .flatMap(alarm -> environment.targets(alarm.get("AlarmActions")).stream())
            .distinct()
            .toList();
    return woken.isEmpty() ? environment.ofType("AWS::SNS::Topic") : woken;
  }

  private Bootstrap neededBootstrap() {
    return environment.stacks().stream()
        .map(StackTemplate::bootstrap)
        .max(Comparator.comparingInt(Bootstrap::version))
        .orElseThrow();
  }

  private int reserved() {
    return environment.ofType("AWS::Lambda::Function").stream()
        .mapToInt(function -> function.number("ReservedConcurrentExecutions"))
        .sum();
  }

  private Optional<String> privateLink() {
    return environment.privateLinks().stream()
        .map(endpoint -> endpoint.text("ServiceName"))
        .findFirst();
  }

  /** Of every policy, wherever it stands. */
  private Set<String> principals() {
    var arns = new TreeSet<String>();
    for (var resource : environment.resources()) {
      principals(resource).forEach(arns::add);
    }
    return arns;
  }

  private static List<String> principals(Resource resource) {
    return Stream.of("Principal", "aws:PrincipalArn")
        .flatMap(place -> resource.get().findValues(place).stream())
        .flatMap(named -> PRINCIPAL.matcher(named.toString()).results())
        .map(MatchResult::group)
        .toList();
  }

  private boolean has(String type) {
    return !environment.ofType(type).isEmpty();
  }
}
