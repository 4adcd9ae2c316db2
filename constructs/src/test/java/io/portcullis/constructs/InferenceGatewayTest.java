package io.portcullis.constructs;

import static io.portcullis.constructs.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.constructs.customer.Customer;
import io.portcullis.constructs.customer.Plan;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.IStableStringProducer;
import software.amazon.awscdk.Lazy;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.logs.RetentionDays;

class InferenceGatewayTest {
  private final App app = new App();
  private final Stack stack = new Stack(app, "Test");

  @Test
  void composesEveryLayer_inOneStack() {
    gateway(stack, "Gateway").build();

    assertThat(Resources.of(stack).types())
        .contains(
            "AWS::KMS::Key",
            "AWS::SecretsManager::Secret",
            "AWS::SecretsManager::RotationSchedule",
            "AWS::DynamoDB::Table",
            "AWS::EC2::VPC",
            "AWS::EC2::VPCEndpoint",
            "AWS::Lambda::Alias",
            "AWS::ApiGateway::RestApi",
            "AWS::WAFv2::WebACLAssociation",
            "AWS::CloudWatch::Alarm",
            "AWS::SNS::Topic");
  }

  @Test
  void composesInTwoStacks_ofWhichTheFoundationRefersToNothing() {
    var kept = new Stack(app, "Kept");
    var foundation = InferenceFoundation.Builder.create(kept, "Foundation").build();
    gateway(stack, "Gateway").foundation(foundation).build();

    app.synth();

    assertThat(stack.getDependencies()).containsExactly(kept);
    assertThat(kept.getDependencies()).isEmpty();
    assertThat(Template.fromStack(kept).toJSON().toString())
        .doesNotContain("Fn::ImportValue", "Fn::GetStackOutput");
  }

  @Test
  void makesNoFoundation_ifOneIsGiven() {
    var kept = new Stack(app, "Kept");
    var foundation = InferenceFoundation.Builder.create(kept, "Foundation").build();
    gateway(stack, "Gateway").foundation(foundation).build();

    assertThat(Resources.of(stack).types())
        .doesNotContain("AWS::KMS::Key", "AWS::SecretsManager::Secret", "AWS::DynamoDB::Table");
  }

  @Test
  void standsTwiceInOneStack() {
    gateway(stack, "First").build();
    gateway(stack, "Second").build();

    Template.fromStack(stack).resourceCountIs("AWS::ApiGateway::RestApi", 2);
  }

  @Test
  void standsTwiceOnOneFoundation() {
    var foundation = InferenceFoundation.Builder.create(stack, "Foundation").build();
    gateway(stack, "First").foundation(foundation).build();
    gateway(stack, "Second").foundation(foundation).build();

    Template.fromStack(stack).resourceCountIs("AWS::SecretsManager::Secret", 1);
  }

  @Test
  void encryptsEveryLogAndTopic_withTheKeyOfItsFoundation() {
    var foundation =
        InferenceFoundation.Builder.create(stack, "Foundation")
            .encryptionKey(new Key(stack, "Given"))
            .build();
    gateway(stack, "Gateway").foundation(foundation).build();

    var resources = Resources.of(stack);
    assertThat(resources.all("AWS::Logs::LogGroup"))
        .hasSize(6)
        .extracting(log -> Json.json(log.get("KmsKeyId")))
        .containsOnly(json("{ \"Fn::GetAtt\": [ \"Given\", \"Arn\" ] }"));
    assertThat(resources.all("AWS::SNS::Topic"))
        .extracting(topic -> Json.json(topic.get("KmsMasterKeyId")))
        .containsOnly(json("{ \"Fn::GetAtt\": [ \"Given\", \"Arn\" ] }"));
  }

  @Test
  void takesAUrlThatIsKnownOnlyAtDeployment() {
    var url = CfnParameter.Builder.create(stack, "Url").build();

    gateway(stack, "Gateway").endpointUrl(url.getValueAsString()).build();

    assertThat(endpointUrl()).isEqualTo("{\"Ref\":\"Url\"}");
  }

  @Test
  void takesValuesThatAreKnownOnlyAtSynthesis() {
    IStableStringProducer url = () -> "https://late.example.com";
    IStableStringProducer service = () -> "com.amazonaws.vpce.us-east-1.vpce-svc-0fedcba9876543210";

    gateway(stack, "Gateway")
        .endpointUrl(Lazy.string(url))
        .privateLinkService(Lazy.string(service))
        .build();

    assertThat(endpointUrl()).isEqualTo("\"https://late.example.com\"");
    assertThat(Resources.of(stack).all("AWS::EC2::VPCEndpoint"))
        .extracting(endpoint -> endpoint.get("ServiceName").asText())
        .contains("com.amazonaws.vpce.us-east-1.vpce-svc-0fedcba9876543210");
  }

  @Test
  void admitsTheRangesOfAllCustomers() {
    gateway(stack, "Gateway")
        .customers(
            List.of(
                customer("acme", "203.0.113.0/24", "198.51.100.0/24"),
                customer("globex", "198.51.100.0/24", "192.0.2.7/32")))
        .build();

    assertThat(Json.list(Resources.of(stack).only("AWS::WAFv2::IPSet").get("Addresses")))
        .containsExactly("192.0.2.7/32", "198.51.100.0/24", "203.0.113.0/24");
  }

  @Test
  void admitsNobody_byDefault() {
    gateway(stack, "Gateway").build();

    var resources = Resources.of(stack);
    assertThat(Json.list(resources.only("AWS::WAFv2::IPSet").get("Addresses"))).isEmpty();
    assertThat(resources.all("AWS::ApiGateway::ApiKey")).isEmpty();
  }

  @Test
  void allows2000RequestsPerAddress_byDefault() {
    gateway(stack, "Gateway").build();

    assertThat(rateLimit()).isEqualTo(2000);
  }

  @Test
  void allowsAsManyRequestsPerAddressAsTold() {
    gateway(stack, "Gateway").firewall(firewall -> firewall.rateLimit(300)).build();

    assertThat(rateLimit()).isEqualTo(300);
  }

  @Test
  void spansTheGivenZones() {
    gateway(stack, "Gateway").availabilityZones(List.of("us-east-1c")).build();

    assertThat(Resources.of(stack).only("AWS::EC2::Subnet").get("AvailabilityZone").textValue())
        .isEqualTo("us-east-1c");
  }

  @Test
  void watchesItsOwnApiAndFirewall() {
    gateway(stack, "Gateway").build();

    var resources = Resources.of(stack);
    assertThat(resources.all("AWS::CloudWatch::Alarm"))
        .flatExtracting(alarm -> alarm.get("Dimensions").findValuesAsText("Value"))
        .contains(
            resources.only("AWS::ApiGateway::RestApi").get("Name").textValue(),
            resources.only("AWS::WAFv2::WebACL").at("/VisibilityConfig/MetricName").textValue());
  }

  @Test
  void keepsEveryLogForThreeMonths_byDefault() {
    gateway(stack, "Gateway").build();

    assertThat(logRetentions()).hasSize(6).containsOnly(90);
  }

  @Test
  void keepsEveryLogAsLongAsTold() {
    gateway(stack, "Gateway").logRetention(RetentionDays.ONE_WEEK).build();

    assertThat(logRetentions()).hasSize(6).containsOnly(7);
  }

  @Test
  void retainsWhatItStores_byDefault() {
    gateway(stack, "Gateway").build();

    assertThat(deletionPolicies()).containsOnly("Retain");
  }

  @Test
  void destroysWhatItStores_ifTold() {
    gateway(stack, "Gateway").removalPolicy(RemovalPolicy.DESTROY).build();

    assertThat(deletionPolicies()).containsOnly("Delete");
  }

  @Test
  void rejectsHttpUrl() {
    var builder = gateway(stack, "Gateway").endpointUrl("http://abc.example.com");

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage(
            "'endpointUrl' must be an https address without a path, got 'http://abc.example.com'");
  }

  @Test
  void needsAUrl() {
    var builder = gateway(stack, "Gateway").endpointUrl(null);

    assertThatNullPointerException()
        .isThrownBy(builder::build)
        .withMessage("'endpointUrl' is required");
  }

  @Test
  void needsAPrivateLinkService_atTheLevelPrivate() {
    var builder = gateway(stack, "Gateway").privateLinkService(null);

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessageStartingWith("'privateLinkService' is required at the security level PRIVATE");
  }

  /** A gateway with every required property, for tests to vary. */
  private static InferenceGatewayProps.Builder<InferenceGateway> gateway(Stack stack, String id) {
    return InferenceGateway.Builder.create(stack, id)
        .endpointUrl("https://abc.us-east-1.aws.endpoints.huggingface.cloud")
        .privateLinkService("com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0");
  }

  private static Customer customer(String name, String... sourceCidrs) {
    return Customer.builder()
        .name(name)
        .plan(new Plan("standard", 5, 10, 1000))
        .sourceCidrs(List.of(sourceCidrs))
        .principals(List.of("arn:aws:iam::111122223333:role/" + name))
        .build();
  }

  private String endpointUrl() {
    return Resources.of(stack).all("AWS::Lambda::Function").stream()
        .map(function -> function.at("/Environment/Variables/ENDPOINT_URL"))
        .filter(url -> !url.isMissingNode())
        .map(JsonNode::toString)
        .findFirst()
        .orElseThrow();
  }

  private int rateLimit() {
    return Resources.of(stack).only("AWS::WAFv2::WebACL").findValue("Limit").intValue();
  }

  private List<Integer> logRetentions() {
    return Resources.of(stack).all("AWS::Logs::LogGroup").stream()
        .map(log -> log.get("RetentionInDays").intValue())
        .toList();
  }

  private List<String> deletionPolicies() {
    var resources = Resources.of(stack);
    return List.of(
            "AWS::KMS::Key",
            "AWS::SecretsManager::Secret",
            "AWS::DynamoDB::Table",
            "AWS::Logs::LogGroup")
        .stream()
        .flatMap(resources::whole)
        .map(resource -> resource.path("DeletionPolicy").asText())
        .toList();
  }
}
