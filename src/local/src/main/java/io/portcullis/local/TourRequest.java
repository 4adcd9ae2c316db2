package io.portcullis.local;

import io.portcullis.local.apigateway.Source;
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
 * @param proof of the caller's identity, empty for none
 * @param source empty for any that gets through
 */
record TourRequest(
    String method,
    String path,
    Optional<String> key,
    Optional<TourProof> proof,
    Optional<Source> source,
    String contentType,
    String body) {

  TourRequest withRoute(String otherMethod, String otherPath) {
    return new TourRequest(otherMethod, otherPath, key, proof, source, contentType, body);
  }

  TourRequest withKey(String other) {
    return new TourRequest(method, path, Optional.of(other), proof, source, contentType, body);
  }

  TourRequest withoutKey() {
    return new TourRequest(method, path, Optional.empty(), proof, source, contentType, body);
  }

  TourRequest withProof(TourProof other) {
    return new TourRequest(method, path, key, Optional.of(other), source, contentType, body);
  }

  TourRequest withoutProof() {
    return new TourRequest(method, path, key, Optional.empty(), source, contentType, body);
  }

  TourRequest from(Source other) {
    return new TourRequest(method, path, key, proof, Optional.of(other), contentType, body);
  }

  TourRequest withContentType(String other) {
    return new TourRequest(method, path, key, proof, source, other, body);
  }

  TourRequest withBody(String other) {
    return new TourRequest(method, path, key, proof, source, contentType, other);
  }

  TourRequest withModel(String model) {
    return withBody(TourCaller.body(model, "Hello"));
  }

  /** The request, from its own source or else from the one that is offered. */
  HttpRequest build(LocalFrontDoor door, Source offered) {
    var uri = URI.create(door.url() + path);
    var content = method.equals("GET") ? "" : body;
    var headers = headers(source.orElse(offered));
    var sent = proof.map(known -> known.with(headers, door, method, uri, content)).orElse(headers);
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
