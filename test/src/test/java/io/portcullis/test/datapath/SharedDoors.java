package io.portcullis.test.datapath;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Opens a front door once for all tests that ask for it: that takes longer than most of them. */
final class SharedDoors implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(SharedDoors.class);

  /** The setting of a door; {@link Setting#PATIENT} without it. */
  @Retention(RetentionPolicy.RUNTIME)
  @interface Of {
    Setting value();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == DataPath.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    var setting = parameter.findAnnotation(Of.class).map(Of::value).orElse(Setting.PATIENT);
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(setting, SharedDoors::open, DataPath.class);
  }

  private static DataPath open(Setting setting) {
    try {
      return DataPath.open(setting);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
