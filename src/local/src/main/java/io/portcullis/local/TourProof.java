package io.portcullis.local;

import io.portcullis.local.iam.AccessKey;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a call of the tour proves its caller's identity with. */
sealed interface TourProof {
  /** The headers of a call, with those of the proof. */
  Map<String, String> with(
      Map<String, String> headers, LocalFrontDoor door, String method, URI uri, String body);

  /** A signature with somebody's access key. */
  record Signature(AccessKey key) implements TourProof {
    @Override
    public Map<String, String> with(
        Map<String, String> headers, LocalFrontDoor door, String method, URI uri, String body) {
      return door.signer().sign(key, method, uri, headers, body);
    }
  }

  /** A token in the header {@code Authorization}. */
  record Token(String value) implements TourProof {
    @Override
    public Map<String, String> with(
        Map<String, String> headers, LocalFrontDoor door, String method, URI uri, String body) {
      var all = new LinkedHashMap<>(headers);
      all.put("Authorization", "Bearer " + value);
      return all;
    }

    /** Without the token. */
    @Override
    public String toString() {
      return "a token";
    }
  }
}
