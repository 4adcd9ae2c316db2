package io.portcullis.proxy;

import io.portcullis.http.HttpCaller;
import io.portcullis.proxy.breaker.Breaker;
import io.portcullis.proxy.deadline.Sleeper;
import io.portcullis.proxy.duplicate.Duplicates;
import io.portcullis.proxy.guard.Guards;
import io.portcullis.proxy.idempotency.Idempotency;
import io.portcullis.proxy.quota.Quotas;
import io.portcullis.proxy.retry.Retries;
import io.portcullis.proxy.table.NoTable;
import io.portcullis.proxy.table.Table;
import io.portcullis.proxy.token.TokenCache;
import io.portcullis.proxy.upstream.AuthorizedEndpoint;
import io.portcullis.proxy.upstream.HttpEndpoint;
import io.portcullis.proxy.upstream.RepeatedEndpoint;
import io.portcullis.proxy.validation.BodyValidation;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Puts the parts of the proxy together. */
record ProxyParts(
    ProxySettings settings, TokenCache tokens, Optional<Table> table, InstantSource clock) {
  /** Room for one lost packet, which TCP sends again after a second. */
  private static final Duration CONNECT = Duration.ofSeconds(3);

  InferenceProxy proxy() {
    var endpoint =
        new AuthorizedEndpoint(
            new HttpEndpoint(settings.endpoint(), new HttpCaller(CONNECT), settings.timeouts()),
            tokens,
            settings.timeouts());
    // Not the same in two environments that one snapshot became.
    var random = new SecureRandom();
    var guarded =
        new GuardedInference(
            guards(), new RepeatedEndpoint(endpoint, new Retries(Sleeper.ofThread(), random)));
    return new InferenceProxy(
        new BodyValidation(settings.limits()),
        endpoint,
        table.isPresent() ? idempotent(table.get(), random, guarded) : guarded);
  }

  private Guards guards() {
    var state = settings.state();
    var shared = table.orElseGet(NoTable::new);
    return new Guards(
        new Duplicates(state.duplicates(), shared, clock),
        new Quotas(shared, state.failure(), state.ceiling(), clock),
        new Breaker(state.breaker(), shared, clock),
        table.isPresent() ? threads() : Runnable::run);
  }

  private Inference idempotent(Table shared, SecureRandom random, Inference inference) {
    var state = settings.state();
    return new IdempotentInference(
        new Idempotency(shared, state.idempotency(), Sleeper.ofThread(), clock, random),
        state.failure(),
        inference);
  }

  private static Executor threads() {
    return Executors.newCachedThreadPool(
        task -> {
          var thread = new Thread(task, "guard");
          thread.setDaemon(true);
          return thread;
        });
  }
}
