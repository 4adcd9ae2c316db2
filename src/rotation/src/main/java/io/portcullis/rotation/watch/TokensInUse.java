package io.portcullis.rotation.watch;

import io.portcullis.rotation.secret.SecretValue;
import io.portcullis.rotation.secret.SecretVersion;
import io.portcullis.rotation.secret.SecretVersions;
import io.portcullis.rotation.source.IssuedToken;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tokens that have to live, as of a moment ago: those of the current, the pending and the
 * staged version.
 *
 * @param values by version id
 */
record TokensInUse(Map<String, Optional<SecretValue>> values) {

  static TokensInUse of(SecretVersions versions, String secretArn) {
    var values = new LinkedHashMap<String, Optional<SecretValue>>();
    for (var id : versions.describe(secretArn).versionsInUse()) {
      values.put(id, versions.value(new SecretVersion(secretArn, id)));
    }
    return new TokensInUse(values);
  }

  boolean isOf(String versionId) {
    return values.containsKey(versionId);
  }

  boolean says(SecretValue value) {
    return values.values().stream().anyMatch(used -> used.filter(value::saysTheSameAs).isPresent());
  }

  /** Whether each of them was issued for its own version, so that none is another version's. */
  boolean areAmong(List<IssuedToken> issued) {
    return values.entrySet().stream()
        .filter(used -> used.getValue().flatMap(SecretValue::token).isPresent())
        .allMatch(
            used -> issued.stream().anyMatch(token -> token.versionId().equals(used.getKey())));
  }
}
