package io.portcullis.proxy;

import java.util.Optional;

/**
 * Where a call comes from.
 *
 * @param address of the connection; inside a VPC, a private one
 * @param vpcEndpoint id of the VPC endpoint, of a private API alone
 */
record CallSource(Optional<IpAddress> address, Optional<String> vpcEndpoint) {}
