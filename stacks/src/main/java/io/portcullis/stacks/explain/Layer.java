package io.portcullis.stacks.explain;

import io.portcullis.stacks.explain.Api.Route;
import java.util.List;
import java.util.function.Predicate;

/**
 * One of the layers that a call passes.
 *
 * @param name as the refusals name it
 * @param on whether it stands
 * @param what what it does, or what its absence means
 */
public record Layer(String name, boolean on, String what) {

  static List<Layer> of(
      Firewall firewall,
      Api api,
      List<Caller> callers,
      Deadlines deadlines,
      Token token,
      Level level) {
    return List.of(
        firewall(firewall),
        network(api),
        identity(api),
        plan(api, callers),
        validation(api),
        guard(deadlines),
        token(token),
        upstream(level));
  }

  private static Layer firewall(Firewall firewall) {
    return firewall.on()
        ? on("firewall", "%s before the API", Texts.count(firewall.rules().size(), "rule"))
        : off("firewall", "nothing stands before the API: floods and known attacks reach it");
  }

  private static Layer network(Api api) {
    return api.refuses().isEmpty()
        ? off("network policy", "the API itself takes calls from any network")
        : on("network policy", "the API refuses %s", NetworkPolicy.summary(api.refuses()));
  }

  private static Layer identity(Api api) {
    var known = count(api, route -> !route.identity().equals("NONE"));
    var certificate = api.clientCertificates() ? " and shows a client certificate" : "";
    if (known == 0 && !certificate.isEmpty()) {
      return on("identity", "a caller shows a client certificate");
    }
    if (known == 0) {
      return off(
          "identity",
          count(api, Route::keyRequired) == 0
              ? "nobody is asked who they are"
              : "a caller is known by its key alone, which AWS counts as no identity");
    }
    return on("identity", "a caller %s%s", signs(api, known), certificate);
  }

  private static String signs(Api api, int known) {
    var iam = api.routes().stream().anyMatch(route -> route.identity().equals("AWS_IAM"));
    var how = iam ? "signs with its AWS credentials" : "shows a token that an authorizer checks";
    return how + onRoutes(known, api);
  }

  private static Layer plan(Api api, List<Caller> callers) {
    var keyed = count(api, Route::keyRequired);
    if (keyed == 0 || callers.isEmpty()) {
      return off("plan", "no call needs a key, so that no caller has a limit of its own");
    }
    return on(
        "plan",
        "a key and limits for %s%s; AWS applies them best effort%s",
        Texts.count(callers.size(), "customer"),
        onRoutes(keyed, api),
        held(callers));
  }

  private static String held(List<Caller> callers) {
    var held = (int) callers.stream().filter(caller -> !caller.held().isEmpty()).count();
    return held == 0
        ? ""
        : ", the proxy holds %s to a quota".formatted(Texts.count(held, "customer"));
  }

  private static Layer validation(Api api) {
    var validated = count(api, Route::validated);
    return validated == 0
        ? off("validation", "API Gateway passes on any body, the proxy alone checks it")
        : on("validation", "bodies are checked against a schema%s", onRoutes(validated, api));
  }

  private static Layer guard(Deadlines deadlines) {
    return deadlines.functions().stream()
        .filter(function -> function.name().equals("proxy"))
        .findFirst()
        .map(proxy -> on("guard", "the proxy ends a call within %d s", proxy.seconds()))
        .orElse(off("guard", "there is no proxy function"));
  }

  private static Layer token(Token token) {
    if (!token.kept()) {
      return off("token", "there is no secret for the Hugging Face token");
    }
    return on(
        "token",
        token.schedule().isEmpty()
            ? "a secret that is not rotated"
            : "a secret that the proxy alone uses, rotated " + Schedule.words(token.schedule()));
  }

  private static Layer upstream(Level level) {
    return switch (level.name()) {
      case "private" -> on("upstream", "PrivateLink: the endpoint is not on the internet");
      case "protected" ->
          on("upstream", "the endpoint is on the internet and asks for the owner's token");
      case "public" -> off("upstream", "the endpoint is on the internet and answers anyone");
      default -> off("upstream", "the templates do not say how the endpoint is reached");
    };
  }

  private static int count(Api api, Predicate<Route> condition) {
    return (int) api.routes().stream().filter(condition).count();
  }

  private static String onRoutes(int routes, Api api) {
    return routes == api.routes().size()
        ? " on every route"
        : " on %d of %s".formatted(routes, Texts.count(api.routes().size(), "route"));
  }

  private static Layer on(String name, String what, Object... values) {
    return new Layer(name, true, what.formatted(values));
  }

  private static Layer off(String name, String what) {
    return new Layer(name, false, what);
  }
}
