package io.portcullis.constructs.policy.rule;

import io.portcullis.constructs.policy.template.TemplateResource;
import io.portcullis.constructs.policy.template.Templates;
import java.util.stream.Stream;

/** API and proxy stream both, or neither does. */
final class ResponseModesMatch implements Rule {
  private static final String STREAMING_HANDLER = "io.portcullis.proxy.StreamingProxyHandler";
  private static final String WRAPPER = "Environment.Variables.AWS_LAMBDA_EXEC_WRAPPER";

  @Override
  public RuleText text() {
    return new RuleText(
        "Portcullis-ResponseModesMatch",
        "A method that calls the proxy has the response transfer mode in which the proxy answers.",
        "API Gateway turns a payload in the other form into a 500, or drops its body.",
        "Give 'responseTransferMode' of the API and of the proxy the same value.");
  }

  @Override
  public Stream<Finding> findings(Templates templates) {
    return FrontDoor.in(templates)
        .flatMap(door -> door.methods().stream())
        .flatMap(
            method ->
                method
                    .functions()
                    .filter(Functions::isProxy)
                    .filter(function -> streams(function) != streams(method))
                    .map(function -> finding(method, function)));
  }

  private static Finding finding(Method method, TemplateResource function) {
    return Finding.on(
        method.resource(),
        "Properties.Integration",
        "%s must be %s as its proxy is, got %s"
            .formatted(method, mode(streams(function)), mode(streams(method))));
  }

  private static boolean streams(Method method) {
    return method.resource().property("Integration.ResponseTransferMode").is("STREAM");
  }

  private static boolean streams(TemplateResource function) {
    return function.property("Handler").is(STREAMING_HANDLER)
        && function.property(WRAPPER).exists();
  }

  private static String mode(boolean streams) {
    return streams ? "STREAM" : "BUFFERED";
  }
}
