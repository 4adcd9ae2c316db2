package io.portcullis.constructs.alarms;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.services.budgets.CfnBudget;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.CompositeAlarm;
import software.amazon.awscdk.services.sns.ITopic;
import software.constructs.Construct;

/**
 * The alarms of a gateway, the topics that they notify, and a budget if there is a limit. The
 * alarms of one concern notify once, by a composite alarm: {@code Availability}, {@code Abuse},
 * {@code Token} or {@code Capacity}. Each by itself notifies a second topic.
 *
 * <pre>{@code
 * alarms.getTopic().addSubscription(new EmailSubscription("on-call@example.com"));
 * }</pre>
 */
public final class GatewayAlarms extends Construct {
  private final GatewayAlarmsProps props;
  private final ITopic topic;
  private final ITopic detailTopic;
  private final Map<String, Alarm> alarms = new LinkedHashMap<>();
  private final Map<String, CompositeAlarm> compositeAlarms = new LinkedHashMap<>();
  private final Optional<CfnBudget> budget;

  public GatewayAlarms(Construct scope, String id, GatewayAlarmsProps props) {
    super(scope, id);
    this.props = props;
    topic = props.topic().orElseGet(this::newTopic);
    detailTopic =
        props
            .detailTopic()
            .orElseGet(() -> AlarmTopic.create(this, "DetailTopic", props.encryptionKey()));
    Stream.of(Concern.values()).forEach(this::add);
    budget = props.monthlyBudget().map(this::budget);
  }

  /** Hears of each concern once: for whoever is woken. */
  public ITopic getTopic() {
    return topic;
  }

  /** Hears of every alarm: for a chat room or a ticket. */
  public ITopic getDetailTopic() {
    return detailTopic;
  }

  /** Every alarm by its name, such as {@code ServerErrors} or {@code Scraping/acme}. */
  public Map<String, Alarm> getAlarms() {
    return Collections.unmodifiableMap(alarms);
  }

  /** The alarms that notify the topic, by their concern. */
  public Map<String, CompositeAlarm> getCompositeAlarms() {
    return Collections.unmodifiableMap(compositeAlarms);
  }

  public Optional<CfnBudget> getBudget() {
    return budget;
  }

  GatewayAlarmsProps props() {
    return props;
  }

  private void add(Concern concern) {
    var entries = concern.entries(props.metrics(), props.thresholds());
    if (!entries.isEmpty()) {
      var group =
          new AlarmGroup(this, concern, entries, topic, detailTopic, new Runbook(props.runbook()));
      alarms.putAll(group.getAlarms());
      compositeAlarms.put(concern.id(), group.getCompositeAlarm());
    }
  }

  private CfnBudget budget(Number limit) {
    return new MonthlyBudget(this, "MonthlyBudget", limit, props.monthlyBudgetEnvironment(), topic)
        .getBudget();
  }

  private ITopic newTopic() {
    var newTopic = AlarmTopic.create(this, "Topic", props.encryptionKey());
    if (props.monthlyBudget().isPresent()) {
      AlarmTopic.admit(newTopic, "Budget", "budgets.amazonaws.com");
    }
    return newTopic;
  }

  /** The spelling every construct of the AWS library has in Java. */
  public static final class Builder {
    private Builder() {}

    public static GatewayAlarmsProps.Builder<GatewayAlarms> create(Construct scope, String id) {
      return new GatewayAlarmsProps.Builder<>(props -> new GatewayAlarms(scope, id, props));
    }
  }
}
