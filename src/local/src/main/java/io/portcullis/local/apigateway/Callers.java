package io.portcullis.local.apigateway;

import io.portcullis.local.iam.AccessKey;
import io.portcullis.local.iam.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The principals that the template names, each with a key that was made for it at the start. */
final class Callers {
  private final CallerBindings bindings;
  private final Map<Principal, AccessKey> keys;

  private Callers(CallerBindings bindings, Map<Principal, AccessKey> keys) {
    this.bindings = bindings;
    this.keys = keys;
  }

  static Callers of(Optional<ResourcePolicy> policy, Stage stage) {
    var named = policy.map(ResourcePolicy::principals).orElse(List.of());
    var bindings = CallerBindings.of(stage.variables(), named);
    return new Callers(
        bindings,
        Stream.concat(named.stream(), bindings.principals().stream())
            .distinct()
            .collect(Collectors.toMap(Function.identity(), AccessKey::create)));
  }

  /** Of every principal. */
  List<AccessKey> keys() {
    return List.copyOf(keys.values());
  }

  /** What the template tells of the customer whose key it is. */
  CallerBinding bindingOf(ApiKey apiKey) {
    return bindings.of(apiKey).orElse(CallerBinding.NONE);
  }

  /** Of the first principal of a customer. */
  Optional<AccessKey> keyOf(CallerBinding binding) {
    return binding.principals().stream().findFirst().map(keys::get);
  }
}
