package io.portcullis.constructs.api;

import static io.portcullis.constructs.api.ApiFixture.api;
import static io.portcullis.constructs.api.ApiFixture.customer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.constructs.Resources;
import io.portcullis.constructs.customer.Customer;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Stack;

class PolicySizeTest {
  private final Stack stack = new Stack(new App(), "Test");

  @Test
  void leavesRoomFor18CustomersWithARangeAndARole() throws JsonProcessingException {
    api(stack).customers(customers(18)).build();

    var policy = Resources.of(stack).only("AWS::ApiGateway::RestApi").get("Policy");
    var written =
        new ObjectMapper()
            .writeValueAsString(policy)
            .replace("execute-api:/", "arn:aws:execute-api:us-east-1:111111111111:abcdefghij/");
    assertThat(written).hasSizeBetween(6_000, 8_192);
  }

  @Test
  void rejectsMore_thanApiGatewayTakes() {
    var builder = api(stack).customers(customers(40));

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessageMatching(
            "'customers' make a resource policy of 1\\d{4} characters, API Gateway takes 8192,"
                + " name wider ranges and fewer principals or give some customers a gateway of"
                + " their own");
  }

  /** What is not known yet may be shorter than what stands for it. */
  @Test
  void letsDeploymentDecide_ofValuesThatAreKnownOnlyThen() {
    var cidr = CfnParameter.Builder.create(stack, "Cidr").build();
    var late =
        customer("late")
            .sourceCidrs(List.of(cidr.getValueAsString()))
            .principals(List.of("arn:aws:iam::333333333333:role/late"))
            .build();
    var builder =
        api(stack).customers(Stream.concat(customers(40).stream(), Stream.of(late)).toList());

    assertThatNoException().isThrownBy(builder::build);
  }

  private static List<Customer> customers(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                customer("acme-%d".formatted(i))
                    .sourceCidrs(List.of("203.0.113.%d/32".formatted(i)))
                    .principals(List.of("arn:aws:iam::3333333333%02d:role/acme".formatted(i)))
                    .build())
        .toList();
  }
}
