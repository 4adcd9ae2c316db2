package io.portcullis.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.huggingface.AccessToken;
import io.portcullis.huggingface.EndpointAccess;
import io.portcullis.huggingface.EndpointDescription;
import io.portcullis.huggingface.EndpointName;
import io.portcullis.huggingface.Endpoints;
import io.portcullis.huggingface.Hub;
import io.portcullis.huggingface.HubReply;
import io.portcullis.huggingface.HubReply.Done;
import io.portcullis.huggingface.HubReply.Refusal;
import io.portcullis.huggingface.HubReply.Refused;
import io.portcullis.huggingface.HubReply.Unavailable;
import io.portcullis.huggingface.OAuthClient;
import io.portcullis.huggingface.Revocation;
import io.portcullis.huggingface.ServiceAccount;
import io.portcullis.huggingface.ServiceAccountToken;
import io.portcullis.huggingface.ServiceAccounts;
import io.portcullis.huggingface.TokenExchange;
import io.portcullis.huggingface.Unavailability;
import io.portcullis.huggingface.WhoAmI;
import io.portcullis.huggingface.WhoAmI.ScopedPermission;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Hugging Face in memory: which tokens live, and who may make and end them. */
final class InMemoryHuggingFace
    implements Hub, ServiceAccounts, TokenExchange, Revocation, EndpointAccess, Endpoints {
  static final ServiceAccount ACCOUNT = new ServiceAccount("acme", "65f0a1b2c3d4e5f6a7b8c9d0");
  static final EndpointName ENDPOINT = new EndpointName("acme", "documents");
  static final String ADMINISTRATOR = "hf_administrator_planted_0123456789";
  static final OAuthClient CLIENT = new OAuthClient("client-1", "client-secret-planted");
  static final String SUBJECT = "inference@example.com";
  static final Duration LIFETIME = Duration.ofHours(8);

  private static final ScopedPermission INFERENCE =
      new ScopedPermission("acme", "inference.endpoints.infer.write");

  private record Token(String id, String name, Instant createdAt, Optional<Instant> expiresAt) {}

  private final Map<String, Token> living = new LinkedHashMap<>();
  private final Map<String, Instant> lastUsed = new LinkedHashMap<>();
  private final InstantSource clock;
  private int made;
  private String type = "private";
  private Set<String> scope = Set.of("read-endpoints");
  private Duration lifetime = LIFETIME;
  private boolean offersEndpointCheck = true;
  private boolean refusesDeletion;
  private boolean refusesRevocation;
  private boolean describes = true;
  private boolean forbids;
  private boolean waitsForApproval;
  private Set<ScopedPermission> permissions = Set.of(INFERENCE);

  InMemoryHuggingFace(InstantSource clock) {
    this.clock = clock;
  }

  /** A narrow token of a person. */
  String issue() {
    return make("personal", Optional.empty()).value();
  }

  /** A token of the account that nobody has stored. */
  String mint(String name) {
    return make(name, Optional.empty()).value();
  }

  void use(String token) {
    lastUsed.put(token, clock.instant());
  }

  void kill(String token) {
    living.remove(token);
  }

  void hostAs(String endpointType) {
    type = endpointType;
  }

  void exchangeFor(Set<String> otherScope, Duration otherLifetime) {
    scope = otherScope;
    lifetime = otherLifetime;
  }

  void offerNoEndpointCheck() {
    offersEndpointCheck = false;
  }

  /** From now on, whoever has a credential may do nothing with it. */
  void forbid() {
    forbids = true;
  }

  /** Tokens are not admitted until they are approved. */
  void waitForApproval() {
    waitsForApproval = true;
  }

  void approve() {
    waitsForApproval = false;
  }

  /** Tokens may do something else as well. */
  void allowAlso(String permission) {
    permissions = Set.of(INFERENCE, new ScopedPermission("acme", permission));
  }

  void allowNothingElse() {
    permissions = Set.of(INFERENCE);
  }

  /** The names of living tokens. */
  List<String> names() {
    return living().stream().map(living::get).map(Token::name).toList();
  }

  void refuseDeletion() {
    refusesDeletion = true;
  }

  void refuseRevocation() {
    refusesRevocation = true;
  }

  void describeNothing() {
    describes = false;
  }

  List<String> living() {
    return living.entrySet().stream()
        .filter(token -> lives(token.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  boolean lives(String token) {
    return living().contains(token);
  }

  HuggingFacePorts ports() {
    return new HuggingFacePorts(this, this, this, this, this, this);
  }

  @Override
  public HubReply<WhoAmI> whoAmI(AccessToken token) {
    if (!lives(token.value())) {
      return new Refused<>(Refusal.UNAUTHORIZED);
    }
    if (waitsForApproval) {
      return new Refused<>(Refusal.FORBIDDEN);
    }
    var expiresAt = living.get(token.value()).expiresAt();
    return new Done<>(
        expiresAt.isPresent()
            ? new WhoAmI(WhoAmI.UNRECOGNIZED, Set.of(), Set.of(), false, expiresAt)
            : new WhoAmI("fineGrained", permissions, Set.of(), false, expiresAt));
  }

  @Override
  public HubReply<Allowed> mayInfer(EndpointName endpoint, AccessToken token) {
    assertThat(endpoint).isEqualTo(ENDPOINT);
    if (!offersEndpointCheck) {
      return new Refused<>(Refusal.NOT_FOUND);
    }
    return lives(token.value()) ? new Done<>(new Allowed()) : new Refused<>(Refusal.UNAUTHORIZED);
  }

  @Override
  public HubReply<EndpointDescription> describe(EndpointName endpoint, AccessToken credential) {
    assertThat(endpoint).isEqualTo(ENDPOINT);
    if (!describes) {
      return new Unavailable<>(Unavailability.UNREACHABLE, Optional.empty());
    }
    return credential.value().equals(ADMINISTRATOR) || credential.value().startsWith("hf_oauth_")
        ? new Done<>(new EndpointDescription(type, "running"))
        : new Refused<>(Refusal.FORBIDDEN);
  }

  @Override
  public HubReply<List<ServiceAccountToken>> tokens(
      ServiceAccount account, AccessToken credential) {
    return administered(
        account,
        credential,
        () ->
            living.entrySet().stream()
                .filter(token -> !token.getValue().name().equals("personal"))
                .map(
                    token ->
                        new ServiceAccountToken(
                            token.getValue().id(),
                            token.getValue().name(),
                            token.getValue().createdAt(),
                            Optional.ofNullable(lastUsed.get(token.getKey()))))
                .toList());
  }

  @Override
  public HubReply<AccessToken> mint(
      ServiceAccount account, String name, EndpointName endpoint, AccessToken credential) {
    assertThat(endpoint).isEqualTo(ENDPOINT);
    return administered(account, credential, () -> make(name, Optional.empty()));
  }

  @Override
  public HubReply<Deleted> delete(ServiceAccount account, String tokenId, AccessToken credential) {
    if (refusesDeletion) {
      return new Refused<>(Refusal.FORBIDDEN);
    }
    return administered(
        account,
        credential,
        () -> {
          living.values().removeIf(token -> token.id().equals(tokenId));
          return new Deleted();
        });
  }

  @Override
  public HubReply<Exchanged> exchange(OAuthClient client, String subject) {
    assertThat(subject).isEqualTo(SUBJECT);
    if (forbids) {
      return new Refused<>(Refusal.FORBIDDEN);
    }
    return client.equals(CLIENT)
        ? new Done<>(
            new Exchanged(
                make("personal", Optional.of(clock.instant().plus(lifetime))), lifetime, scope))
        : new Refused<>(Refusal.UNAUTHORIZED);
  }

  @Override
  public HubReply<Accepted> revoke(AccessToken token) {
    if (refusesRevocation) {
      return new Refused<>(Refusal.INVALID);
    }
    living.remove(token.value());
    return new Done<>(new Accepted());
  }

  private <T> HubReply<T> administered(
      ServiceAccount account, AccessToken credential, Supplier<T> deed) {
    assertThat(account).isEqualTo(ACCOUNT);
    if (forbids) {
      return new Refused<>(Refusal.FORBIDDEN);
    }
    return credential.value().equals(ADMINISTRATOR)
        ? new Done<>(deed.get())
        : new Refused<>(Refusal.UNAUTHORIZED);
  }

  private AccessToken make(String name, Optional<Instant> expiresAt) {
    made++;
    var kind = expiresAt.isPresent() ? "oauth" : "made";
    var value = "hf_%s_planted_0123456789_%d".formatted(kind, made);
    living.put(value, new Token("token-" + made, name, clock.instant(), expiresAt));
    return AccessToken.parse(value).orElseThrow();
  }

  private boolean lives(Token token) {
    return token.expiresAt().filter(end -> !end.isAfter(clock.instant())).isEmpty();
  }
}
