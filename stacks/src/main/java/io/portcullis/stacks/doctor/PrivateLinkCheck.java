package io.portcullis.stacks.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.stacks.aws.AwsAnswer;
import io.portcullis.stacks.aws.AwsCli;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;

/**
 * That Hugging Face's PrivateLink service is there for this account, in the network's zones.
 *
 * @param service VPC service name
 * @param zones zones of the network
 */
record PrivateLinkCheck(String service, Set<String> zones) implements QuestionCheck {
  @Override
  public String subject() {
    return "PrivateLink";
  }

  @Override
  public AwsAnswer ask(AwsCli aws) {
    return aws.call("ec2", "describe-vpc-endpoint-services", "--service-names", service);
  }

  @Override
  public Verdict judge(JsonNode answer) {
    var offered = answer.path("ServiceDetails").path(0).path("AvailabilityZones");
    if (!offered.isArray()) {
      return Verdict.unreadable("AvailabilityZones");
    }
    var missing = new ArrayList<>(new TreeSet<>(zones));
    offered.forEach(zone -> missing.remove(zone.asText()));
    return missing.isEmpty()
        ? Verdict.ok("%s, in every zone of the network", service)
        : Verdict.wrong(
            "%s is not in %s, it is in %s"
                .formatted(service, String.join(", ", missing), zones(offered)),
            "name only zones that it is in as 'availabilityZones' of the environment's file");
  }

  @Override
  public Verdict judge(AwsAnswer.Refusal refusal) {
    return refusal.code().startsWith("InvalidServiceName")
        ? Verdict.wrong(
            "%s is not offered to this account".formatted(service),
            "give Hugging Face the account's number, and take the service name that it shows")
        : Verdict.notKnown(refusal);
  }

  private static String zones(JsonNode offered) {
    var names = new ArrayList<String>();
    offered.forEach(zone -> names.add(zone.asText()));
    return names.isEmpty() ? "none" : String.join(", ", names);
  }
}
