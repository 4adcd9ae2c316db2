package io.portcullis.test.attack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * Blocks an API key, and admits it again, by the control plane.
 *
 * @param apiGateway where that is on this machine
 */
record KeySwitch(URI apiGateway, String keyId) {
  private static final String CHANGE =
      "{\"patchOperations\":[{\"op\":\"replace\",\"path\":\"/enabled\",\"value\":\"%s\"}]}";

  void turn(boolean on) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(apiGateway.resolve("/apikeys/" + keyId))
            .header("content-type", "application/json")
            .method("PATCH", BodyPublishers.ofString(CHANGE.formatted(on)))
            .build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("the key was not changed: " + answer.body());
    }
  }
}
