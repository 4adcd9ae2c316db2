package io.portcullis.local.apigateway;

import io.portcullis.local.http.Call;
import io.portcullis.local.http.Headers;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Where a call comes from.
 *
 * @param vpcEndpoint id of the VPC endpoint that it comes through, as calls of a private API do
 * @param headers by which the caller said so on this machine: a signature may cover them, and
 *     nothing but the check of the signature sees them
 */
public record Source(InetAddress address, Optional<String> vpcEndpoint, Headers headers) {
  public static Source of(InetAddress address) {
    return new Source(address, Optional.empty(), Headers.NONE);
  }

  /** The same, through a VPC endpoint. */
  public Source through(String endpoint) {
    return new Source(address, Optional.of(endpoint), headers);
  }

  /** The call with all headers that its sender may have signed. */
  Call asSent(Call call) {
    var all = call.headers();
    for (var header : headers.fields()) {
      all = all.with(header.name(), header.value());
    }
    return call.withHeaders(all);
  }
}
