package io.portcullis.proxy.identity;

import java.util.Optional;

/**
 * Where a call comes from.
 *
 * @param address of the connection; inside a VPC, a private one
 * @param vpcEndpoint id of the VPC endpoint, of a private API alone
 */
public record CallSource(Optional<IpAddress> address, Optional<String> vpcEndpoint) {}
