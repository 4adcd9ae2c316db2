package io.portcullis.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Goes through a text once, from left to right, and tells where its secrets are. */
final class Scan {
  /** A text, what was encoded in it, and what was encoded in that. */
  private static final int DEEPEST = 2;

  private static final Forms FORMS = new Forms();

  private final Text text;
  private final KnownValues known;
  private final int depth;
  private int place;
  private int behindRun;

  Scan(Text text, KnownValues known, int depth) {
    this.text = text;
    this.known = known;
    this.depth = depth;
  }

  List<Hit> all() {
    var hits = new ArrayList<Hit>();
    for (var hit = next(); hit.isPresent(); hit = next()) {
      hits.add(hit.get());
    }
    return hits;
  }

  Optional<Kind> first() {
    return next().map(Hit::kind);
  }

  private Optional<Hit> next() {
    var behindLast = place;
    while (place < text.length()) {
      var c = text.at(place);
      text.work().check();
      if (c == '[' && text.startsWith(Kind.MARKER, place)) {
        place = behindMarker();
        behindLast = place;
        continue;
      }
      var hit = at(c);
      if (hit.isPresent() && hit.get().end() > behindLast) {
        place = hit.get().end();
        // An address may begin before the place at which it is found.
        return Optional.of(
            new Hit(Math.max(hit.get().start(), behindLast), place, hit.get().kind()));
      }
      place++;
    }
    return Optional.empty();
  }

  private int behindMarker() {
    var end = place + Kind.MARKER.length();
    while (Characters.isLetter(text.at(end)) || text.at(end) == '-') {
      end++;
    }
    return text.at(end) == ']' ? end + 1 : end;
  }

  private Optional<Hit> at(char c) {
    if (!known.isEmpty()) {
      var exact = known.find(text, place, c);
      if (exact.isPresent()) {
        return exact;
      }
    }
    for (var form : FORMS.foundAt(c)) {
      var hit = form.find(text, place);
      if (hit.isPresent()) {
        return hit;
      }
    }
    return place >= behindRun && Characters.isBase64(c) ? run() : Optional.empty();
  }

  /** Each run is decoded once: what a plain secret leaves of it has been looked through. */
  private Optional<Hit> run() {
    behindRun = Base64Run.end(text, place);
    return depth < DEEPEST && behindRun - place >= Base64Run.LEAST
        ? Base64Run.find(text, place, behindRun, known, depth)
        : Optional.empty();
  }
}
