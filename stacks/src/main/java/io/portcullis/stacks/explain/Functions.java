package io.portcullis.stacks.explain;

import io.portcullis.stacks.assembly.EnvironmentTemplates;
import io.portcullis.stacks.assembly.Resource;
import java.util.List;

/** The Lambda functions of an environment. */
final class Functions {
  private static final String HANDLERS = "io.portcullis.";

  private Functions() {}

  /** Those that serve; CDK's own, which run during a deployment, are not among them. */
  static List<Resource> ofPortcullis(EnvironmentTemplates environment) {
    return environment.ofType("AWS::Lambda::Function").stream()
        .filter(function -> function.text("Handler").startsWith(HANDLERS))
        .toList();
  }

  /** {@code proxy} of {@code io.portcullis.proxy.ProxyHandler}. */
  static String name(Resource function) {
    var handler = function.text("Handler");
    return handler.startsWith(HANDLERS)
        ? handler.substring(HANDLERS.length()).split("\\.")[0]
        : "deployment";
  }
}
