package io.portcullis.stacks.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The text of an environment's file, for tests to vary. */
final class EnvironmentText {
  static final String VALID =
      """
      account: "111111111111"
      region: us-east-1
      availabilityZones: [us-east-1a, us-east-1b]
      production: false
      dataClass: CUSTOMER
      endpoint:
        level: PRIVATE
        namespace: acme
        name: documents
        url: https://abc.us-east-1.aws.endpoints.huggingface.cloud
        privateLinkService: com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0
        privateHostedZone: false
      token:
        source: { type: STAGED }
        rotation: rate(30 days)
        window: PT3H
        maximumAge: P60D
        grace: PT1H
        egress: INTERNET
        operators: []
        replicaRegions: []
      proxy: { memory: 512, timeout: PT28S, reservedConcurrency: 0 }
      api:
        endpointType: REGIONAL
        responseTransferMode: BUFFERED
        authorization: { type: IAM }
        routes: [CHAT_COMPLETIONS]
        address: { type: DEFAULT }
      validation:
        maxTokens: 4096
        maxMessages: 256
        maxChoices: 1
        maxBodySize: 1048576
        models: []
        unknownFields: PASS
      guard:
        scaleUpTimeout: PT20S
        duplicates: { limit: 10, window: PT1M }
        breaker: { failures: 5, open: PT15S }
        idempotency: PT24H
      quota:
        tableFailure: REFUSE
        spend: { perDay: 0, perMonth: 500, inputTokenPrice: 0.2, outputTokenPrice: 0.6 }
      firewall:
        rateLimit: 100
        keyRateLimit: 200
        inspection: KB_64
        deniedCidrs: []
        allowedCountries: []
        managedRuleGroups: [IP_REPUTATION]
        counted: []
        countedGroups: []
      alarms:
        serverErrors: 5
        upstreamFailures: 5
        warmingPeriods: 3
        breakerOpened: 1
        retryBudgetEmpty: 20
        quotaUnavailable: 5
        firstByte: PT15S
        total: PT25S
        firewallBlocks: 1000
        refusals: 100
        duplicates: 50
        callShare: 0.8
        quotaShare: 0.9
        spendShare: 0.8
        tokenNotice: P14D
        credentialMaximumAge: P180D
        throttles: 5
        planThrottles: 100
        monthlyCost: 0
        emails: []
      logging:
        bodyShare: 0
      plans:
        standard:
          rate: 5
          burst: 10
          dailyQuota: 1000
          requests: { perMinute: 0, perDay: 0, perMonth: 0 }
          tokens: { perMinute: 100000, perDay: 5000000, perMonth: 100000000 }
      customers:
        acme:
          plan: standard
          keys: [first]
          sourceCidrs: [203.0.113.0/24]
          sourceVpcEndpoints: []
          principals: ["arn:aws:iam::222222222222:role/acme"]
          subjects: []
      tags: {}
      logRetention: ONE_MONTH
      retainData: true
      """;

  private EnvironmentText() {}

  /** What is said of a file with that text, without the file's name. */
  static String problem(Path folder, String text) {
    var file = folder.resolve("prod.yaml");
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var thrown =
        catchThrowableOfType(
            InvalidEnvironmentException.class, () -> new Environments(folder).named("prod"));
    assertThat(thrown).as("what is wrong with the file").isNotNull();
    assertThat(thrown.getMessage()).startsWith(file + ": ").doesNotContain("\n");
    return thrown.getMessage().substring((file + ": ").length());
  }
}
