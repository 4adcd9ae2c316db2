package io.portcullis.local.waf;

import io.portcullis.local.http.Call;
import java.net.InetAddress;

/**
 * What a web ACL inspects.
 *
 * @param source address of the caller
 */
public record WebRequest(Call call, InetAddress source) {}
