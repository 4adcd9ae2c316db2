package io.portcullis.stacks.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portcullis.constructs.customer.Customer;
import io.portcullis.constructs.customer.Plan;
import io.portcullis.stacks.EnvironmentStage;
import io.portcullis.stacks.environment.Environments;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;

class CustomersTest {
  private static final Customer ACME =
      Customer.builder()
          .name("acme")
          .plan(new Plan("standard", 10, 20, 10_000))
          .sourceCidrs(List.of("203.0.113.0/24"))
          .subjects(List.of("acme-client", "auth0|acme"))
          .principals(List.of("arn:aws:iam::333333333333:role/acme"))
          .keys(List.of("first", "second"))
          .build();

  private static final Customer GLOBEX =
      Customer.builder()
          .name("globex")
          .plan(new Plan("trial", 1, 2, 500))
          .sourceCidrs(List.of("198.51.100.0/25"))
          .sourceVpcEndpoints(List.of("vpce-0123456789abcdef0"))
          .subjects(List.of("globex"))
          .build();

  private final FakeApiKeys keys =
      new FakeApiKeys().has("acme", "second", false).has("acme", "first", true);
  private final Customers customers = new Customers(List.of(GLOBEX, ACME), keys);

  @Test
  void tellsWhatTheFileSaysAndWhatIsDeployed() {
    keys.has("acme", "third", true).has("initech", "first", true);

    assertThat(CustomerText.of(customers.all()))
        .isEqualTo(
            """
            acme: plan standard, 10 a second, 20 at once, 10,000 a day
              identity  acme-client, auth0|acme, arn:aws:iam::333333333333:role/acme
              networks  203.0.113.0/24
              key       first  acme-first  active
              key       second  acme-second  blocked
              key       third  acme-third  active, not in the file

            globex: plan trial, 1 a second, 2 at once, 500 a day
              identity  globex
              networks  198.51.100.0/25, vpce-0123456789abcdef0
              key       first  -  not deployed

            initech: not in the file
              key       first  initech-first  active, not in the file
            """);
  }

  @Test
  void tellsTheSameAsData() {
    keys.has("initech", "first", true);

    assertThat(CustomerJson.of("prod", customers.all()))
        .isEqualToIgnoringWhitespace(
            """
            {
              "environment": "prod",
              "customers": [
                {
                  "name": "acme", "inFile": true,
                  "plan": { "name": "standard", "rate": 10, "burst": 20, "dailyQuota": 10000 },
                  "subjects": [ "acme-client", "auth0|acme" ],
                  "principals": [ "arn:aws:iam::333333333333:role/acme" ],
                  "sourceCidrs": [ "203.0.113.0/24" ],
                  "sourceVpcEndpoints": [ ],
                  "keys": [
                    { "name": "first", "id": "acme-first", "state": "active", "inFile": true },
                    { "name": "second", "id": "acme-second", "state": "blocked", "inFile": true }
                  ]
                },
                {
                  "name": "globex", "inFile": true,
                  "plan": { "name": "trial", "rate": 1, "burst": 2, "dailyQuota": 500 },
                  "subjects": [ "globex" ],
                  "principals": [ ],
                  "sourceCidrs": [ "198.51.100.0/25" ],
                  "sourceVpcEndpoints": [ "vpce-0123456789abcdef0" ],
                  "keys": [
                    { "name": "first", "id": null, "state": "not deployed", "inFile": true }
                  ]
                },
                {
                  "name": "initech", "inFile": false,
                  "keys": [
                    { "name": "first", "id": "initech-first", "state": "active", "inFile": false }
                  ]
                }
              ]
            }
            """);
  }

  @Test
  void saysSo_whereThereAreNone() {
    assertThat(CustomerText.of(List.of())).isEqualTo("no customers\n");
  }

  @Test
  void handsOverAKeyByItsName() {
    assertThat(customers.value("acme", Optional.of("second"))).isEqualTo("value of acme-second");
  }

  @Test
  void handsOverTheOnlyKey() {
    keys.has("globex", "first", true);

    assertThat(customers.value("globex", Optional.empty())).isEqualTo("value of globex-first");
  }

  @Test
  void handsOverNone_whereThereAreTwo() {
    assertThatExceptionOfType(ApiKeysException.class)
        .isThrownBy(() -> customers.value("acme", Optional.empty()))
        .withMessage("customer 'acme' has the keys first and second, say which by --key");
  }

  @Test
  void handsOverNone_whereTheNameIsAnother() {
    assertThatExceptionOfType(ApiKeysException.class)
        .isThrownBy(() -> customers.value("acme", Optional.of("third")))
        .withMessage("customer 'acme' has no key 'third', it has first and second");
  }

  @Test
  void blocksEveryKeyOfACustomer_andNoOther() {
    keys.has("globex", "first", true);

    assertThat(customers.enable("acme", false))
        .isEqualTo("Blocked 'acme': key first (acme-first), key second (acme-second)");
    assertThat(keys.all())
        .filteredOn(ApiKey::enabled)
        .extracting(ApiKey::id)
        .containsExactly("globex-first");
  }

  /** Deployed once, taken out of the file, and still let in until the next deployment. */
  @Test
  void blocksACustomerThatIsNotInTheFile() {
    keys.has("initech", "first", true);

    assertThat(customers.enable("initech", false))
        .isEqualTo("Blocked 'initech': key first (initech-first)");
  }

  @Test
  void letsEveryKeyInAgain() {
    assertThat(customers.enable("acme", true))
        .isEqualTo("Unblocked 'acme': key first (acme-first), key second (acme-second)");
    assertThat(keys.all()).allMatch(ApiKey::enabled);
  }

  @Test
  void saysWhichKeysAreStillActive_andBlocksTheOthers() {
    keys.keys.clear();
    keys.has("acme", "first", true).has("acme", "second", true).stuck.add("acme-first");

    assertThatExceptionOfType(ApiKeysException.class)
        .isThrownBy(() -> customers.enable("acme", false))
        .withMessage(
            "1 key of 'acme' still active: first (acme-first), AccessDenied: you may not;"
                + " changed: key second (acme-second)");
    assertThat(keys.all())
        .filteredOn(ApiKey::enabled)
        .extracting(ApiKey::name)
        .containsExactly("first");
  }

  @Test
  void knowsNoStranger() {
    assertThatExceptionOfType(ApiKeysException.class)
        .isThrownBy(() -> customers.enable("acmee", false))
        .withMessage("there is no customer 'acmee', there are [acme, globex]");
  }

  @Test
  void hasNothingToBlock_whereNoKeyIsDeployed() {
    assertThatExceptionOfType(ApiKeysException.class)
        .isThrownBy(() -> customers.enable("globex", false))
        .withMessage("customer 'globex' has no key that is deployed");
  }

  /** Only this test ties the name to the stack. */
  @Test
  void knowsTheStackOfAnEnvironment() {
    var environment = new Environments(Path.of("../environments")).named("prod");

    assertThat(Customers.stackName("prod"))
        .isEqualTo(new EnvironmentStage(new App(), environment).getGateway().getStackName());
  }
}
