package io.portcullis.redaction;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * Takes secrets out of a text, and writes {@code [redacted:<kind>]} in their place: the last step
 * before anything that a function says leaves it. What it returns stays as it is when it is
 * redacted again, and a line of JSON stays one.
 *
 * <p>A scan by hand, because one regular expression for the same forms, which decodes nothing, is
 * slower: milliseconds of a processor (JDK 25, C1) for a line of a log with 710 characters, 60 KB
 * of text, and 60 KB of base64: this one 0.022, 1.9 and 9.6; the expression 0.37, 29 and 126. The
 * first line of a process takes 9 with either, classes loaded.
 */
public final class Redactor {
  /** Characters between the beginning of a name and its value, with escapes. */
  private static final int LONGEST_NAME = 128;

  /** Ordinary texts take one round, or two with secrets. */
  private static final int MOST_ROUNDS = 8;

  private final Supplier<? extends Collection<String>> secrets;

  private Redactor(Supplier<? extends Collection<String>> secrets) {
    this.secrets = secrets;
  }

  /** Knows secrets by their form and their names. */
  public static Redactor ofForms() {
    return new Redactor(new None());
  }

  /**
   * Knows some secrets to the letter as well, whatever their form.
   *
   * @param secrets asked for each text; values under eight characters are left alone
   */
  public static Redactor with(Supplier<? extends Collection<String>> secrets) {
    return new Redactor(secrets);
  }

  /**
   * The text without secrets; the same object if it has none. Where that fails, a note of the
   * text's length.
   */
  public String redact(String text) {
    try {
      return rounds(text);
    } catch (RuntimeException | StackOverflowError e) {
      return leftOut(text.length());
    }
  }

  /** What stands for a text that could not be redacted. */
  static String leftOut(int length) {
    return "[" + length + " characters left out: they could not be redacted]";
  }

  private String rounds(String text) {
    var redacted = text;
    for (var round = 0; round < MOST_ROUNDS; round++) {
      var next = redact(redacted, new Work(redacted.length()));
      if (next.equals(redacted)) {
        return redacted;
      }
      redacted = next;
    }
    throw new IllegalStateException("the text has secrets behind secrets");
  }

  /** A class, since the first lambda of a process takes milliseconds. */
  private static final class None implements Supplier<List<String>> {
    @Override
    public List<String> get() {
      return List.of();
    }
  }

  /** One round; where a secret is gone, another one beside it may have got its bounds. */
  String redact(String text, Work work) {
    var read = Text.of(text.toCharArray(), work);
    var hits = hits(read);
    return hits.isEmpty() ? text : written(text, read, hits);
  }

  List<Hit> hits(Text text) {
    return new Scan(text, new KnownValues(secrets.get()), 0).all();
  }

  /**
   * The redacted beginning of a text; what follows is looked at as well, so that no secret is cut
   * off at the end.
   *
   * @param wanted how many characters of the text it stands for, or a little more
   */
  public String redactBeginning(String text, int wanted) {
    if (text.length() <= wanted) {
      return redact(text);
    }
    try {
      return redact(beginning(text, wanted).redacted());
    } catch (RuntimeException | StackOverflowError e) {
      return leftOut(text.length());
    }
  }

  /**
   * The beginning of a text of which more follows, up to a place at which no secret is torn from
   * its name or from its other half.
   *
   * @param wanted where it would best end
   */
  Beginning beginning(String text, int wanted) {
    var read = Text.of(text.toCharArray(), new Work(text.length()));
    var hits = hits(read);
    var end = wordStart(text, wanted);
    var taken = 0;
    while (taken < hits.size() && read.origin(hits.get(taken).start()) < end + LONGEST_NAME) {
      end = Math.max(end, read.origin(hits.get(taken).end()));
      taken++;
    }
    var head = text.substring(0, end);
    return new Beginning(taken == 0 ? head : written(head, read, hits.subList(0, taken)), end);
  }

  /**
   * A redacted beginning.
   *
   * @param length how much of the text it stands for
   */
  record Beginning(String redacted, int length) {}

  private static int wordStart(String text, int wanted) {
    var start = wanted;
    while (start > 0 && Characters.isBase64(text.charAt(start - 1))) {
      start--;
    }
    return start == 0 ? wanted : start;
  }

  private static String written(String text, Text read, List<Hit> hits) {
    var written = new StringBuilder(text.length());
    var strings = new JsonStrings(text);
    var copied = 0;
    for (var hit : hits) {
      var start = read.origin(hit.start());
      var marker = hit.kind().marker();
      if (read.isJson() && !strings.isInside(start)) {
        // A number: a marker is none, and has no sign.
        start = start > copied && text.charAt(start - 1) == '-' ? start - 1 : start;
        written.append(text, copied, start).append('"').append(marker).append('"');
      } else {
        written.append(text, copied, start).append(marker);
      }
      copied = read.origin(hit.end());
    }
    return written.append(text, copied, text.length()).toString();
  }
}
