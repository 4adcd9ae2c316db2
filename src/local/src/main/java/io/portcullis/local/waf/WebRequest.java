package io.portcullis.local.waf;

import io.portcullis.local.http.Call;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a web ACL inspects.
 *
 * @param source address of the caller
 * @param labels what the rules so far have put on it
 */
public record WebRequest(Call call, InetAddress source, List<Label> labels) {
  public WebRequest {
    labels = List.copyOf(labels);
  }

  /** A request that no rule has seen yet. */
  public WebRequest(Call call, InetAddress source) {
    this(call, source, List.of());
  }

  WebRequest with(List<Label> others) {
    return others.isEmpty()
        ? this
        : new WebRequest(call, source, Stream.concat(labels.stream(), others.stream()).toList());
  }
}
