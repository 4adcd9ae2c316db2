package io.portcullis.constructs.network;

/** Where the one NAT gateway of a network stands. */
public enum NatGatewayType {
  /**
   * In a public subnet of one zone. One hourly price; when its zone fails, the proxy has no way out
   * from any other zone either.
   */
  ZONAL,

  /**
   * In every zone where the proxy runs, without a public subnet. Survives the loss of a zone; the
   * hourly price is per zone (Amazon VPC User Guide, "Regional NAT gateways for automatic multi-AZ
   * expansion").
   */
  REGIONAL
}
