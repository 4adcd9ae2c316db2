package io.portcullis.rotation.watch;

import io.portcullis.rotation.failure.RotationException;
import java.util.ArrayList;
import java.util.List;

/** What became of the replaced tokens in one run. */
final class Retired {
  private final List<RotationException> failures = new ArrayList<>();
  private final List<String> ended = new ArrayList<>();
  private boolean outlived;
  private boolean shared;

  /** One is gone, which was the token of a version. */
  void ended(String versionId) {
    ended.add(versionId);
  }

  /** One stays, and twice its grace is over. */
  void outlived() {
    outlived = true;
  }

  /** One stays, since a version in use says the same. */
  void shared() {
    shared = true;
  }

  void failed(RotationException failure) {
    failures.add(failure);
  }

  int number() {
    return ended.size();
  }

  /** The versions whose tokens are gone; one of several tokens more than once. */
  List<String> versionIds() {
    return List.copyOf(ended);
  }

  boolean hasOutlived() {
    return outlived;
  }

  boolean isShared() {
    return shared;
  }

  List<RotationException> failures() {
    return List.copyOf(failures);
  }
}
