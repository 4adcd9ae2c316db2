package io.portcullis.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.local.assembly.AssemblyException;
import io.portcullis.local.assembly.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A rule of the template.
 *
 * <p>Follows "AWS::Events::Rule"
 * (docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-events-rule.html).
 *
 * @param name logical id
 * @param enabled whether it does anything
 * @param pattern events that it wants
 * @param schedule when it runs by itself: {@code rate(…)} or {@code cron(…)}
 * @param targets what it invokes
 */
record EventRule(
    String name,
    boolean enabled,
    Optional<EventPattern> pattern,
    Optional<String> schedule,
    List<Target> targets) {
  private static final Pattern RATE = Pattern.compile("rate\\((\\d+) (minute|hour|day)s?\\)");

  /**
   * What a rule invokes.
   *
   * @param input constant event; the rule's own without it
   * @param modelled whether nothing changes the event on its way
   */
  record Target(String arn, Optional<String> input, boolean modelled) {
    private static Target of(JsonNode target) {
      return new Target(
          target.path("Arn").asText(),
          Optional.ofNullable(target.get("Input")).map(JsonNode::asText),
          !target.has("InputPath") && !target.has("InputTransformer"));
    }
  }

  static EventRule of(Resource resource) {
    var properties = resource.properties();
    var targets = new ArrayList<Target>();
    properties.list("Targets").forEach(target -> targets.add(Target.of(target)));
    return new EventRule(
        resource.logicalId(),
        !properties.text("State").orElse("ENABLED").equals("DISABLED"),
        properties.find("EventPattern").map(EventPattern::new),
        properties.text("ScheduleExpression"),
        targets);
  }

  /** Time between two runs; empty if a calendar says when. */
  Optional<Duration> rate() {
    return schedule.filter(text -> !text.startsWith("cron(")).map(this::rate);
  }

  private Duration rate(String text) {
    var rate = RATE.matcher(text);
    if (!rate.matches()) {
      throw new AssemblyException("rule '%s': schedule '%s' is not modelled".formatted(name, text));
    }
    var count = Long.parseLong(rate.group(1));
    return switch (rate.group(2)) {
      case "minute" -> Duration.ofMinutes(count);
      case "hour" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }
}
