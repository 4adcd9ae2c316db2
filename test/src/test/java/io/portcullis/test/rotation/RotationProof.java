package io.portcullis.test.rotation;

import io.portcullis.local.huggingface.TokenEnd;
import io.portcullis.test.rotation.Load.Counts;
import java.io.IOException;
import java.util.Optional;

/** A front door whose customers call all the while, and what happens to its token meanwhile. */
final class RotationProof implements AutoCloseable {
  private final Source source;
  private final RotationDoor door;
  private final SecretVersions versions;
  private final CurrentToken current;
  private final Load load;

  private RotationProof(Source source, RotationDoor door, int aSecond) {
    this.source = source;
    this.door = door;
    this.versions = new SecretVersions(door.door());
    this.current = CurrentToken.watch(door.door(), versions);
    this.load = Load.begin(door, aSecond);
  }

  static RotationProof open(Source source, int aSecond) throws IOException, InterruptedException {
    return new RotationProof(source, RotationDoor.open(source), aSecond);
  }

  /** Lets something happen, if it can happen to tokens of the source. */
  Optional<Row> row(Trial trial) throws Exception {
    return trial.sources().contains(source) ? Optional.of(run(trial)) : Optional.empty();
  }

  private Row run(Trial trial) throws Exception {
    var scene = new Scene(source, door, versions);
    var before = Reading.of(this);
    trial.run(scene);
    scene.tidyUp();
    scene.letTokensBeRead();
    var after = Reading.of(this);
    var calls = after.calls.minus(before.calls);
    var seconds = (after.nanos - before.nanos) / 1e9;
    var reads = after.reads - before.reads;
    var processes = door.proxies();
    var killed = door.standIn().rotations();
    scene.check(calls.failed() == 0, "no call must fail, got " + load.failures());
    scene.check(after.looks > before.looks, "the current token must have been looked at");
    scene.check(after.missing == before.missing, "the secret must have a current token that works");
    scene.check(killed == 0, "the Hub's 'rotate' must not be called");
    scene.check(
        reads <= mostReads(processes, seconds, scene.rotations()),
        "processes of the proxy must not read the secret each time, got %d reads".formatted(reads));
    return new Row(
        source,
        trial.name(),
        calls.calls(),
        calls.failed(),
        calls.calls() / seconds,
        scene.rotations(),
        after.ended - before.ended,
        processes,
        reads,
        reads / seconds / processes,
        killed,
        scene.wrong());
  }

  /**
   * Each process of the proxy reads once for as long as it keeps a token, and twice more where one
   * was ended; the rotation function reads as often as its steps are taken.
   */
  private static double mostReads(long processes, double seconds, int rotations) {
    return processes * (1 + seconds / RotationDoor.CACHE.toSeconds() + 2 * rotations)
        + 40.0 * (1 + rotations);
  }

  /** What has been counted so far. */
  private record Reading(
      Counts calls, long nanos, int reads, long ended, long looks, long missing) {
    static Reading of(RotationProof proof) {
      var calls = proof.load.settled();
      var tokens = proof.door.standIn().tokens();
      return new Reading(
          calls,
          System.nanoTime(),
          proof.door.door().secrets().requests("GetSecretValue") - proof.versions.reads(),
          tokens.ended(TokenEnd.DELETED) + tokens.ended(TokenEnd.REVOKED),
          proof.current.looks(),
          proof.current.missing());
    }
  }

  @Override
  public void close() throws IOException {
    load.close();
    current.close();
    door.close();
  }
}
