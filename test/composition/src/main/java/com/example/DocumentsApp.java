package com.example;

import io.portcullis.constructs.InferenceGateway;
import io.portcullis.constructs.customer.Customer;
import io.portcullis.constructs.customer.Plan;
import io.portcullis.constructs.policy.PortcullisPolicies;
import java.util.List;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;

public final class DocumentsApp {
  public static void main(String[] args) {
    var app = new App();
    Validations.of(app).addPlugins(new PortcullisPolicies());
    var stack = new Stack(app, "Documents");

    var acme =
        Customer.builder()
            .name("acme")
            .plan(new Plan("standard", 5, 10, 10_000))
            .sourceCidrs(List.of("203.0.113.0/24"))
            .principals(List.of("arn:aws:iam::333333333333:role/acme-documents"))
            .build();
    InferenceGateway.Builder.create(stack, "Gateway")
        .endpointUrl("https://abcdefgh12345678.us-east-1.aws.endpoints.huggingface.cloud")
        .privateLinkService("com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0")
        .customers(List.of(acme))
        .build();

    app.synth();
  }
}
