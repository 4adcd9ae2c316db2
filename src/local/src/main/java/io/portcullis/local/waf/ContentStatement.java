package io.portcullis.local.waf;

import java.util.function.Predicate;

/** A statement about the transformed text of one component of the request. */
record ContentStatement(
    FieldToMatch field, TextTransformations transformations, Predicate<String> criteria)
    implements Statement {

  @Override
  public boolean matches(WebRequest request) {
    var inspected = field.of(request);
    if (inspected instanceof FieldToMatch.Content content) {
      return criteria.test(transformations.apply(content.bytes()));
    }
    return inspected instanceof FieldToMatch.Oversize oversize && oversize.matches();
  }
}
