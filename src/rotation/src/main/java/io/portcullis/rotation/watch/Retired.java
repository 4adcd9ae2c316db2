package io.portcullis.rotation.watch;

import io.portcullis.rotation.failure.RotationException;
import java.util.ArrayList;
import java.util.List;

/** What became of the replaced tokens in one run. */
final class Retired {
  private final List<RotationException> failures = new ArrayList<>();
  private int ended;
  private boolean outlived;
  private boolean shared;

  void ended() {
    ended++;
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
    return ended;
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
