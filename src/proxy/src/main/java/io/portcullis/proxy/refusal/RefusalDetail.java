package io.portcullis.proxy.refusal;

import java.util.Optional;

/**
 * What exactly is wrong with a request.
 *
 * @param sentence made of words of ours; nothing that a client sent is in it
 * @param param path of what is wrong, in names of the route's schema and indexes
 */
public record RefusalDetail(String sentence, Optional<String> param) {
  public static RefusalDetail of(RefusalCode code) {
    return new RefusalDetail(code.sentence(), Optional.empty());
  }

  /** About one place of the body. */
  public static RefusalDetail about(String param, String rule) {
    return new RefusalDetail("'%s' %s.".formatted(param, rule), Optional.of(param));
  }
}
