package io.portcullis.test.attack.ablation;

import io.portcullis.test.attack.Template;

/** Lets API Gateway look at no body. */
public record WithoutValidator() implements Ablation {
  @Override
  public String name() {
    return "validator";
  }

  @Override
  public String text() {
    return "no method has a request validator";
  }

  @Override
  public void change(Template template) {
    template
        .properties("AWS::ApiGateway::Method")
        .forEach(method -> method.remove("RequestValidatorId"));
  }
}
