package io.portcullis.constructs;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.constructs.api.CustomerAccess;
import io.portcullis.constructs.function.FunctionRole;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.constructs.Construct;

/** What every construct of this library has in common, so that knowing one is knowing all. */
class ConstructConventionsTest {
  /** The API alone makes it, once per customer. */
  private static final Class<?> MADE_BY_ANOTHER = CustomerAccess.class;

  /** It has nothing to choose. */
  private static final Class<?> WITHOUT_PROPS = FunctionRole.class;

  @Test
  void theseAreTheConstructs() {
    assertThat(constructs()).contains(InferenceGateway.class, MADE_BY_ANOTHER, WITHOUT_PROPS);
  }

  @ParameterizedTest
  @MethodSource("constructs")
  void isFinal(Class<?> construct) {
    assertThat(construct).isFinal();
  }

  @ParameterizedTest
  @MethodSource("constructsWithProps")
  void isMadeOfScopeIdAndProps(Class<?> construct) throws ReflectiveOperationException {
    assertThat(construct.getConstructors())
        .singleElement()
        .extracting(Constructor::getParameterTypes)
        .isEqualTo(new Class<?>[] {Construct.class, String.class, props(construct)});
  }

  @Test
  void isMadeOfScopeAndId_withoutProps() {
    assertThat(WITHOUT_PROPS.getConstructors())
        .singleElement()
        .extracting(Constructor::getParameterTypes)
        .isEqualTo(new Class<?>[] {Construct.class, String.class});
  }

  @Test
  void isNotMadeByUsers_ifAnotherMakesIt() {
    assertThat(MADE_BY_ANOTHER.getConstructors()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("constructsWithProps")
  void hasPropsThatAreARecord_withABuilder(Class<?> construct) throws ReflectiveOperationException {
    var props = props(construct);

    assertThat(props).isRecord().isPublic();
    assertThat(props.getMethod("builder").getReturnType()).isEqualTo(propsBuilder(construct));
  }

  @ParameterizedTest
  @MethodSource("constructsWithProps")
  void hasABuilder_asTheConstructsOfTheAwsLibrary(Class<?> construct)
      throws ReflectiveOperationException {
    var create =
        Class.forName(construct.getName() + "$Builder")
            .getMethod("create", Construct.class, String.class);

    assertThat(Modifier.isStatic(create.getModifiers())).isTrue();
    assertThat(create.getReturnType()).isEqualTo(propsBuilder(construct));
    assertThat(((ParameterizedType) create.getGenericReturnType()).getActualTypeArguments())
        .containsExactly(construct);
  }

  @ParameterizedTest
  @MethodSource("constructsWithProps")
  void hasOneSetterForEachProperty(Class<?> construct) throws ReflectiveOperationException {
    var builder = propsBuilder(construct);
    var setters =
        Arrays.stream(builder.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .filter(method -> method.getReturnType().equals(builder))
            .map(Method::getName);

    assertThat(setters)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(props(construct).getRecordComponents())
                .map(RecordComponent::getName)
                .toList());
  }

  private static List<Class<?>> constructsWithProps() {
    var exceptions = Set.of(MADE_BY_ANOTHER, WITHOUT_PROPS);
    return constructs().stream().filter(construct -> !exceptions.contains(construct)).toList();
  }

  /** Every public construct in the folder that the library's classes are compiled to. */
  private static List<Class<?>> constructs() {
    var classes = classes();
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .map(file -> classes.relativize(file).toString())
          .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
          .map(name -> name.replace('/', '.').replace('\\', '.').replaceFirst("\\.class$", ""))
          .sorted()
          .<Class<?>>map(ConstructConventionsTest::load)
          .filter(type -> Modifier.isPublic(type.getModifiers()))
          .filter(Construct.class::isAssignableFrom)
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException("cannot read '%s'".formatted(classes), e);
    }
  }

  private static Path classes() {
    try {
      var source = InferenceGateway.class.getProtectionDomain().getCodeSource();
      return Path.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the library has no folder", e);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("cannot load '%s'".formatted(name), e);
    }
  }

  private static Class<?> props(Class<?> construct) throws ClassNotFoundException {
    return Class.forName(construct.getName() + "Props");
  }

  private static Class<?> propsBuilder(Class<?> construct) throws ClassNotFoundException {
    return Class.forName(construct.getName() + "Props$Builder");
  }
}
