package io.portcullis.rotation.source;

import java.time.Instant;
import java.util.Optional;

/**
 * A token that was made for a version of a secret.
 *
 * @param id by which it is ended
 * @param versionId the version that it was made for, which may never have got it
 * @param lastUsedAt absent if it was never used, or if Hugging Face does not say
 */
public record IssuedToken(
    String id, String versionId, Instant createdAt, Optional<Instant> lastUsedAt) {}
