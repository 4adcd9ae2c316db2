package io.portcullis.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.local.assembly.Environment;
import io.portcullis.local.events.EventRule.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The default event bus: invokes the functions of rules, one after the other. A failed invocation
 * is not repeated, as Lambda would do twice for an event that comes asynchronously.
 */
public final class EventBus implements AutoCloseable {
  private static final String SCHEDULED =
      "{\"source\":\"aws.events\",\"detail-type\":\"Scheduled Event\"}";

  private final List<EventRule> rules;
  private final EventTarget functions;
  private final ScheduledExecutorService deliveries =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "events");
            thread.setDaemon(true);
            return thread;
          });

  private EventBus(List<EventRule> rules, EventTarget functions) {
    this.rules = rules;
    this.functions = functions;
  }

  /** The bus with the rules of the template; nothing runs by itself before {@link #start()}. */
  public static EventBus of(Environment environment, EventTarget functions) {
    var rules = environment.resources("AWS::Events::Rule").stream().map(EventRule::of).toList();
    return new EventBus(rules, functions);
  }

  /** Begins the schedules: each rule runs for the first time when its time has passed once. */
  public void start() {
    for (var rule : rules) {
      if (rule.enabled()) {
        rule.rate()
            .ifPresent(
                rate ->
                    deliveries.scheduleAtFixedRate(
                        () -> run(rule, SCHEDULED),
                        rate.toSeconds(),
                        rate.toSeconds(),
                        TimeUnit.SECONDS));
      }
    }
  }

  /** Takes an event, whose rules run soon. */
  public void put(JsonNode event) {
    for (var rule : rules) {
      if (rule.enabled() && rule.pattern().filter(some -> some.matches(event)).isPresent()) {
        deliveries.execute(() -> run(rule, event.toString()));
      }
    }
  }

  /**
   * Runs every rule that has a schedule now, after all that was put before.
   *
   * @return why invocations failed
   */
  public List<String> tick() throws IOException, InterruptedException {
    return done(
        deliveries.submit(
            () ->
                rules.stream()
                    .filter(rule -> rule.enabled() && rule.schedule().isPresent())
                    .flatMap(rule -> run(rule, SCHEDULED).stream())
                    .toList()));
  }

  /** Waits until the rules have run of every event that was put. */
  public void settle() throws IOException, InterruptedException {
    done(deliveries.submit(() -> true));
  }

  /** Targets that this host does not invoke. */
  public List<String> notRun() {
    return rules.stream()
        .flatMap(
            rule ->
                rule.targets().stream()
                    .filter(target -> !runs(target))
                    .map(target -> "rule '%s' (%s)".formatted(rule.name(), target.arn())))
        .toList();
  }

  private boolean runs(Target target) {
    return target.modelled() && functions.has(target.arn());
  }

  private List<String> run(EventRule rule, String event) {
    var failures = new ArrayList<String>();
    for (var target : rule.targets()) {
      if (runs(target)) {
        invoke(target, target.input().orElse(event))
            .ifPresent(failure -> failures.add("rule '%s': %s".formatted(rule.name(), failure)));
      }
    }
    return failures;
  }

  private Optional<String> invoke(Target target, String event) {
    try {
      return functions.invoke(target.arn(), event);
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }

  private static <T> T done(Future<T> future) throws IOException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  @Override
  public void close() {
    deliveries.shutdownNow();
  }
}
