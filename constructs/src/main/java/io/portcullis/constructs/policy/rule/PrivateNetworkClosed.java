package io.portcullis.constructs.policy.rule;

import io.portcullis.constructs.network.SecurityLevel;
import io.portcullis.constructs.policy.template.TemplateResource;
import io.portcullis.constructs.policy.template.Templates;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A private network has no way out. */
final class PrivateNetworkClosed implements Rule {
  /** What leads out of a VPC, and the properties that name the VPC or a subnet of it. */
  private static final Map<String, List<String>> WAYS_OUT =
      Map.of(
          "AWS::EC2::EgressOnlyInternetGateway", List.of("VpcId"),
          "AWS::EC2::NatGateway", List.of("SubnetId", "VpcId"),
          "AWS::EC2::TransitGatewayAttachment", List.of("VpcId"),
          "AWS::EC2::TransitGatewayVpcAttachment", List.of("VpcId"),
          "AWS::EC2::VPCGatewayAttachment", List.of("VpcId"),
          "AWS::EC2::VPCPeeringConnection", List.of("VpcId", "PeerVpcId"));

  /** Targets of a route that are not the VPC itself or an endpoint in it. */
  private static final List<String> TARGETS_OUTSIDE =
      List.of(
          "CarrierGatewayId",
          "CoreNetworkArn",
          "EgressOnlyInternetGatewayId",
          "GatewayId",
          "InstanceId",
          "LocalGatewayId",
          "NatGatewayId",
          "NetworkInterfaceId",
          "TransitGatewayId",
          "VpcPeeringConnectionId");

  @Override
  public RuleText text() {
    return new RuleText(
        "Portcullis-PrivateNetworkClosed",
        "The proxy of a private gateway runs in a network to which the templates add no internet"
            + " gateway, NAT, peering, transit or route to any of them.",
        "Private means that the token and the data reach the endpoint over PrivateLink or not at"
            + " all. What a VPC of one's own has besides is not seen here. The rotation function has no"
            + " part in it: it calls huggingface.co.",
        "Take the network of 'InferenceNetwork', or state the level that the network really has.");
  }

  @Override
  public Stream<Finding> findings(Templates templates) {
    return Stream.concat(
            templates
                .resources(WAYS_OUT.keySet().toArray(String[]::new))
                .flatMap(way -> ofWayOut(templates, way).stream()),
            Stream.concat(
                templates
                    .resources("AWS::EC2::Route")
                    .flatMap(route -> ofRoute(templates, route).stream()),
                FrontDoor.in(templates)
                    .filter(door -> door.strictLevel() == SecurityLevel.PRIVATE)
                    .flatMap(PrivateNetworkClosed::ofProxy)))
        .distinct();
  }

  private static Optional<Finding> ofWayOut(Templates templates, TemplateResource way) {
    return WAYS_OUT.get(way.type()).stream()
        .filter(property -> isInPrivateNetwork(templates, way, property))
        .findFirst()
        .map(
            property ->
                Finding.on(
                    way,
                    "Properties." + property,
                    "%s leads out of a private network".formatted(way.type())));
  }

  private static Optional<Finding> ofRoute(Templates templates, TemplateResource route) {
    return TARGETS_OUTSIDE.stream()
        .filter(target -> route.property(target).exists() && !route.property(target).is("local"))
        .filter(target -> isInPrivateNetwork(templates, route, "RouteTableId"))
        .findFirst()
        .map(
            target ->
                Finding.on(
                    route, "Properties." + target, "the route leads out of a private network"));
  }

  private static Stream<Finding> ofProxy(FrontDoor door) {
    return door.proxies()
        .filter(function -> Network.of(door.templates(), function).findAny().isEmpty())
        .map(
            function ->
                Finding.on(
                    function,
                    "Properties.VpcConfig",
                    "the proxy of a private gateway must run in a VPC, in a security group of the"
                        + " templates"));
  }

  private static boolean isInPrivateNetwork(
      Templates templates, TemplateResource resource, String property) {
    var value = resource.property(property);
    return Stream.concat(Network.around(templates, value), Network.ofId(templates, value))
        .anyMatch(
            network -> network.level().filter(level -> level == SecurityLevel.PRIVATE).isPresent());
  }
}
