package io.portcullis.local.huggingface;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Every access token that was ever made, and which of them are accepted. */
public final class Tokens {
  private static final String BEARER = "Bearer ";
  private static final String PREFIX = "hf_";
  private static final String OAUTH_PREFIX = "hf_oauth_";

  private final Clock clock = Clock.systemUTC();
  private final RandomText random = new RandomText();
  private final Map<String, Token> known = new ConcurrentHashMap<>();
  private final Set<String> suspended = ConcurrentHashMap.newKeySet();
  private volatile HostedEndpoint hosted = HostedEndpoint.DEFAULT;

  /** A new token that may call the hosted endpoint: {@code hf_} and 34 random letters. */
  public String issue() {
    return issue(PersonalToken.NARROW);
  }

  /** A new token of that kind. */
  public String issue(PersonalToken kind) {
    var token = make("local", kind.rights(hosted.namespace()));
    token.pend(kind == PersonalToken.PENDING);
    return token.value();
  }

  /** Admits a token that was pending, as an administrator of its organization does. */
  public void approve(String token) {
    require(token).pend(false);
  }

  /** Lets a token's time be over. */
  public void expire(String token) {
    require(token).expire(clock.instant());
  }

  /** Rejects every token issued so far, until {@link #reinstate()}. */
  public void revokeAll() {
    suspended.addAll(known.keySet());
  }

  /** Rejects one token, until {@link #reinstate()}. */
  public void revoke(String token) {
    suspended.add(token);
  }

  /** Accepts every token again that was rejected; one that has ended stays dead. */
  public void reinstate() {
    suspended.clear();
  }

  /** How many tokens may call the hosted endpoint now. */
  public long alive() {
    return known.values().stream().filter(token -> isAccepted(token) && mayCall(token)).count();
  }

  /** Whether the Hub accepts a token. */
  public boolean isAlive(String token) {
    return Optional.ofNullable(known.get(token)).filter(this::isAccepted).isPresent();
  }

  /** How a token ended, if it has. */
  public Optional<TokenEnd> end(String token) {
    return require(token).end(clock.instant());
  }

  /** How many tokens ended like this. */
  public long ended(TokenEnd how) {
    var now = clock.instant();
    return known.values().stream().filter(token -> token.end(now).equals(Optional.of(how))).count();
  }

  void host(HostedEndpoint other) {
    hosted = other;
  }

  HostedEndpoint hosted() {
    return hosted;
  }

  boolean mayCall(Token token) {
    return !token.isPending() && token.rights().mayInfer(hosted.namespace(), hosted.name());
  }

  /** A new access token. */
  Token make(String name, TokenRights rights) {
    return add(PREFIX + random.letters(34), name, rights, Optional.empty());
  }

  /** A new token of an exchange, which looks like a JWT. */
  Token exchange(String name, TokenRights rights, Duration lifetime) {
    var value =
        "%s%s.%s.%s"
            .formatted(OAUTH_PREFIX, random.letters(40), random.letters(200), random.letters(43));
    return add(value, name, rights, Optional.of(clock.instant().plus(lifetime)));
  }

  /** Another token in the place of one that ends at once. */
  Token replace(Token old) {
    var now = clock.instant();
    old.end(TokenEnd.ROTATED, now);
    var value = PREFIX + random.letters(34);
    var token = new Token(value, old.id(), old.name(), old.rights(), now, Optional.empty());
    known.put(value, token);
    return token;
  }

  void end(Token token, TokenEnd how) {
    token.end(how, clock.instant());
  }

  /** The token of a header {@code Authorization} if it is accepted, which uses it. */
  Optional<Token> find(Optional<String> authorization) {
    var found =
        authorization
            .filter(header -> header.startsWith(BEARER))
            .map(header -> known.get(header.substring(BEARER.length())))
            .filter(this::isAccepted);
    found.ifPresent(token -> token.use(clock.instant()));
    return found;
  }

  /** The token of a value, whatever became of it. */
  Optional<Token> ofValue(String value) {
    return Optional.ofNullable(known.get(value));
  }

  /** Those that have not ended, in the order of their making. */
  Collection<Token> living(Collection<Token> tokens) {
    var now = clock.instant();
    return tokens.stream().filter(token -> token.end(now).isEmpty()).toList();
  }

  private Token add(String value, String name, TokenRights rights, Optional<Instant> expiresAt) {
    var token = new Token(value, random.id(), name, rights, clock.instant(), expiresAt);
    known.put(value, token);
    return token;
  }

  private boolean isAccepted(Token token) {
    return token.end(clock.instant()).isEmpty() && !suspended.contains(token.value());
  }

  private Token require(String value) {
    return ofValue(value)
        .orElseThrow(() -> new IllegalArgumentException("'token' must be one that was made here"));
  }

  @Override
  public String toString() {
    return known.size() + " tokens, " + suspended.size() + " revoked";
  }
}
