package io.portcullis.proxy.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.binding.CustomerFields;
import io.portcullis.proxy.refusal.RefusalCode;
import io.portcullis.proxy.refusal.RefusedException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanLimitsTest {
  private static final Map<String, String> STAGE =
      Map.of(
          "acme", "key=abc&plan=standard&cidr=203.0.113.0/24",
          "initech", "key=def",
          "PLAN_STANDARD", "tokens_month=9000&requests_minute=60&tokens_day=700");

  @Test
  void areThoseOfTheCustomersPlan() {
    assertThat(of(STAGE, "acme").limits())
        .containsExactly(
            new Limit(Measure.REQUESTS, Window.MINUTE, 60),
            new Limit(Measure.TOKENS, Window.DAY, 700),
            new Limit(Measure.TOKENS, Window.MONTH, 9000));
  }

  @Test
  void areNone_ofACustomerWithoutAPlan_andOfNone() {
    assertThat(of(STAGE, "initech")).isEqualTo(PlanLimits.NONE);
    assertThat(PlanLimits.of(STAGE, Optional.empty())).isEqualTo(PlanLimits.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tokens_day=0",
        "tokens_day=-1",
        "tokens_day=5&",
        "tokens_day=5&tokens_day=6",
        "tokens_year=5",
        "tokens_day=1e9",
        "tokens_day=9999999999999999999"
      })
  void refuseEveryCall_whereThePlanCannotBeRead(String value) {
    refuses(stage("PLAN_STANDARD", value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan=", "plan=~zz", "plan=standard&plan=gold", "plan=Standard"})
  void refuseEveryCall_whereItIsNotOnePlan(String fields) {
    refuses(stage("acme", "key=abc&" + fields));
  }

  private static PlanLimits of(Map<String, String> stage, String customer) {
    return PlanLimits.of(
        stage,
        CustomerFields.all(stage).stream()
            .filter(fields -> fields.customer().equals(customer))
            .findFirst());
  }

  private static Map<String, String> stage(String name, String value) {
    var variables = new HashMap<>(STAGE);
    variables.put(name, value);
    return variables;
  }

  private static void refuses(Map<String, String> stage) {
    assertThatThrownBy(() -> of(stage, "acme"))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.code()).isEqualTo(RefusalCode.QUOTA_UNAVAILABLE));
  }
}
