package io.portcullis.local;

import io.portcullis.local.apigateway.Source;
import io.portcullis.local.iam.AccessKey;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A call of the tour that is about to be sent.
 *
 * @param key the API key
 * @param signer whose access key signs it, empty for nobody's
 * @param source empty for any that gets through
 */
record TourRequest(
    String method,
    String path,
    Optional<String> key,
    Optional<AccessKey> signer,
    Optional<Source> source,
    String contentType,
    String body) {

  TourRequest withRoute(String otherMethod, String otherPath) {
    return new TourRequest(otherMethod, otherPath, key, signer, source, contentType, body);
  }

  TourRequest withKey(String other) {
    return new TourRequest(method, path, Optional.of(other), signer, source, contentType, body);
  }

  TourRequest withoutKey() {
    return new TourRequest(method, path, Optional.empty(), signer, source, contentType, body);
  }

  TourRequest signedBy(Optional<AccessKey> other) {
    return new TourRequest(method, path, key, other, source, contentType, body);
  }

  TourRequest from(Source other) {
    return new TourRequest(method, path, key, signer, Optional.of(other), contentType, body);
  }

  TourRequest withContentType(String other) {
    return new TourRequest(method, path, key, signer, source, other, body);
  }

  TourRequest withBody(String other) {
    return new TourRequest(method, path, key, signer, source, contentType, other);
  }

  TourRequest withModel(String model) {
    return withBody(TourCaller.body(model, "Hello"));
  }

  /** The request, from its own source or else from the one that is offered. */
  HttpRequest build(LocalFrontDoor door, Source offered) {
    var uri = URI.create(door.url() + path);
    var content = method.equals("GET") ? "" : body;
    var headers = headers(source.orElse(offered));
    var sent =
        signer
            .map(owner -> door.signer().sign(owner, method, uri, headers, content))
            .orElse(headers);
    var publisher = content.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(content);
    var builder = HttpRequest.newBuilder(uri).method(method, publisher);
    sent.forEach(builder::header);
    return builder.build();
  }

  private Map<String, String> headers(Source from) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Content-Type", contentType);
    headers.put(FrontDoorService.SOURCE_HEADER, from.address().getHostAddress());
    from.vpcEndpoint().ifPresent(id -> headers.put(FrontDoorService.ENDPOINT_HEADER, id));
    key.ifPresent(value -> headers.put("x-api-key", value));
    return headers;
  }
}
