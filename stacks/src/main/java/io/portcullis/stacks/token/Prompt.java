package io.portcullis.stacks.token;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Asks whoever runs the command. */
interface Prompt {
  /** What is entered unseen, with the end of its line if it has one. */
  String secret(String what);

  /** Whether the answer is yes; anything else is no. */
  boolean confirm(String question);

  /**
   * The person at a terminal, or what a program sends.
   *
   * @param terminal whether standard input is a terminal, where a value would be shown as it is
   *     typed
   */
  static Prompt of(boolean terminal, Optional<Console> console, InputStream in) {
    if (!terminal) {
      return new OfInput(in);
    }
    return new OfTerminal(
        console.orElseThrow(
            () ->
                new CustodyException(
                    "a value is typed only where the output is a terminal too, since it would be"
                        + " shown else; leave the output alone, or send the value to the standard"
                        + " input")));
  }

  /** A person. */
  record OfTerminal(Console console) implements Prompt {
    @Override
    public String secret(String what) {
      var typed = console.readPassword("%s (it is not shown): ", what);
      return typed == null ? "" : new String(typed);
    }

    @Override
    public boolean confirm(String question) {
      var answer = Optional.ofNullable(console.readLine("%s [y/N] ", question)).orElse("");
      return answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }
  }

  /** A program, which can bring a value but decides nothing. */
  record OfInput(InputStream in) implements Prompt {
    /** More than any value has. */
    private static final int LIMIT = 8192;

    @Override
    public String secret(String what) {
      try {
        return new String(in.readNBytes(LIMIT), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public boolean confirm(String question) {
      throw new CustodyException("who is to answer? say --yes where there is no terminal");
    }
  }
}
