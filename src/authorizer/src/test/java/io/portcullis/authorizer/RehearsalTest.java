package io.portcullis.authorizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens before a snapshot is taken. */
@Timeout(120)
class RehearsalTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"
      })
  void acceptsATokenOfEachAlgorithm(String algorithm) throws Exception {
    // Without TLS, which the other tests rehearse, and which takes seconds.
    var settings = settings(Map.of("ALGORITHMS", algorithm, "ISSUER", "http://127.0.0.1:1"));

    assertThat(Rehearsal.run(settings, 1)).isEqualTo(1);
  }

  @Test
  void acceptsWhateverTheSettingsAskFor() throws Exception {
    var strict = Map.of("SCOPES", "infer admin", "SUBJECT_CLAIM", "azp", "CLOCK_SKEW_SECONDS", "0");

    assertThat(Rehearsal.run(settings(strict), 2)).isEqualTo(2 * 3);
  }

  @Test
  void leavesTheFunctionsIssuerAlone_andTheFunctionWithoutKeys() throws Exception {
    try (var function = new AuthorizerFunction()) {
      Rehearsal.run(settings(Map.of("ISSUER", function.issuer.url())), 1);
      assertThat(function.issuer.calls()).isEmpty();

      function.call(function.token());
      assertThat(function.issuer.keyCalls()).isEqualTo(1);
    }
  }

  /** Nothing but constants outlives a function that was made for a rehearsal. */
  @Test
  void leavesNothing_sinceNoClassKeepsWhatChanges() throws Exception {
    var changing = new TreeSet<String>();
    for (var type : classes()) {
      for (var field : type.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers()) && !isConstant(field)) {
          changing.add(type.getSimpleName() + "." + field.getName());
        }
      }
    }

    assertThat(changing).isEmpty();
  }

  /** Final, and of a type whose values do not change once they are made. */
  private static boolean isConstant(Field field) {
    return Modifier.isFinal(field.getModifiers())
        && (field.getType().isPrimitive()
            || field.isSynthetic()
            || field.getType().isEnum()
            || field.getType().isArray()
            || Set.of("String", "Set", "Pattern", "Duration", "ObjectReader", "ObjectWriter")
                .contains(field.getType().getSimpleName()));
  }

  private static Iterable<Class<?>> classes() throws Exception {
    var folder =
        Path.of(
            AuthorizerHandler.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(file -> folder.relativize(file).toString())
          .filter(name -> name.endsWith(".class") && !name.contains("-info"))
          .<Class<?>>map(name -> load(name.replace(".class", "").replace('/', '.')))
          .toList();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, RehearsalTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static AuthorizerSettings settings(Map<String, String> changed) {
    var all =
        new HashMap<>(
            Map.of(
                "ISSUER", "https://issuer.example",
                "AUDIENCES", "https://llm.example portcullis",
                "SCOPES", "",
                "ALGORITHMS", "RS256 ES256 EdDSA",
                "SUBJECT_CLAIM", "sub",
                "CLOCK_SKEW_SECONDS", "30"));
    all.putAll(changed);
    return AuthorizerSettings.of(all);
  }
}
