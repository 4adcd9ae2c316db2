package io.portcullis.huggingface;

import java.util.Set;

/** The Hub's answer about a token. */
public sealed interface WhoAmI {

  /** What the Hub's text becomes where it is no plain name; nothing else of it is passed on. */
  String UNRECOGNIZED = "unrecognized";

  /**
   * The Hub accepts the token.
   *
   * @param role {@code fineGrained}, {@code read}, {@code write} or {@code god}
   * @param scopedPermissions permissions on single users, organizations or repositories
   * @param globalPermissions permissions that are bound to no entity
   * @param readsGatedRepositories whether it also reads every gated repository of its owner
   */
  record Accepted(
      String role,
      Set<String> scopedPermissions,
      Set<String> globalPermissions,
      boolean readsGatedRepositories)
      implements WhoAmI {
    public Accepted {
      scopedPermissions = Set.copyOf(scopedPermissions);
      globalPermissions = Set.copyOf(globalPermissions);
    }
  }

  /** The Hub does not know the token, or no longer (401). */
  record Rejected() implements WhoAmI {}

  /**
   * The Hub knows the token and does not admit it: its organization must approve it first (403).
   */
  record NotReady() implements WhoAmI {}

  /** The Hub said nothing about the token. */
  record Unavailable(Reason reason) implements WhoAmI {}

  /** Why the Hub said nothing. */
  enum Reason {
    /** Too many calls (429). */
    RATE_LIMITED("it limits the rate of calls"),
    /** Any other status than those that mean something here. */
    UNEXPECTED_STATUS("it answered with an unexpected status"),
    /** A body that is not the documented one. */
    UNREADABLE("its answer could not be read"),
    TIMED_OUT("it did not answer in time"),
    UNREACHABLE("it could not be reached");

    private final String sentence;

    Reason(String sentence) {
      this.sentence = sentence;
    }

    /** The end of a sentence that begins with the Hub. */
    public String sentence() {
      return sentence;
    }
  }
}
