package io.portcullis.rotation;

import io.portcullis.huggingface.EndpointAccess;
import io.portcullis.huggingface.Endpoints;
import io.portcullis.huggingface.Hub;
import io.portcullis.huggingface.HubReply;
import io.portcullis.huggingface.Revocation;
import io.portcullis.huggingface.ServiceAccounts;
import io.portcullis.huggingface.TokenExchange;
import io.portcullis.huggingface.Unavailability;
import io.portcullis.rotation.failure.RotationException;
import io.portcullis.rotation.secret.SecretVersions;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;

/** The way to every service that the function calls, where a call of choice goes wrong. */
final class Outside {
  /** What happens to the call. */
  enum Mishap {
    /** The process ends before it. */
    CRASH_BEFORE,
    /** The process ends after it. */
    CRASH_AFTER,
    /** The service does nothing and says nothing. */
    UNAVAILABLE,
    /** The service does it, and its answer is lost. */
    ANSWER_LOST,
    /** Somebody else does something first. */
    MEANWHILE
  }

  /** The end of a process between two lines. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1;
  }

  private Mishap mishap = Mishap.CRASH_BEFORE;
  private int callsUntil = Integer.MAX_VALUE;
  private String awaited = "";
  private Runnable meanwhile = () -> {};
  private Runnable afterEach = () -> {};

  /** Lets some calls pass; the next one meets the mishap. */
  void after(int calls, Mishap next) {
    mishap = next;
    callsUntil = calls;
  }

  /** The next call of a method meets the mishap. */
  void at(String method, Mishap next) {
    mishap = next;
    awaited = method;
  }

  void after(int calls, Runnable other) {
    after(calls, Mishap.MEANWHILE);
    meanwhile = other;
  }

  /** Whether the mishap has happened; it does not happen any more. */
  boolean calm() {
    var happened = callsUntil < 0;
    callsUntil = Integer.MAX_VALUE;
    return happened;
  }

  /** Looks at the world after every call. */
  void afterEach(Runnable look) {
    afterEach = look;
  }

  SecretVersions of(SecretVersions versions) {
    return port(SecretVersions.class, versions);
  }

  HuggingFacePorts of(HuggingFacePorts ports) {
    return new HuggingFacePorts(
        port(Hub.class, ports.hub()),
        port(ServiceAccounts.class, ports.serviceAccounts()),
        port(TokenExchange.class, ports.exchange()),
        port(Revocation.class, ports.revocation()),
        port(EndpointAccess.class, ports.access()),
        port(Endpoints.class, ports.endpoints()));
  }

  private <T> T port(Class<T> type, T target) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> call(target, method, arguments)));
  }

  private Object call(Object target, Method method, Object[] arguments) throws Throwable {
    if (callsUntil-- != 0 && !method.getName().equals(awaited)) {
      return through(target, method, arguments);
    }
    awaited = "";
    switch (mishap) {
      case CRASH_BEFORE -> throw new Crash();
      case CRASH_AFTER -> {
        through(target, method, arguments);
        throw new Crash();
      }
      case UNAVAILABLE -> {
        return silence(method);
      }
      case ANSWER_LOST -> {
        through(target, method, arguments);
        return silence(method);
      }
      default -> {
        meanwhile.run();
        return through(target, method, arguments);
      }
    }
  }

  private Object through(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      var answer = method.invoke(target, arguments);
      afterEach.run();
      return answer;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static Object silence(Method method) {
    if (method.getReturnType() == HubReply.class) {
      return new HubReply.Unavailable<>(Unavailability.TIMED_OUT, Optional.empty());
    }
    throw new RotationException("Secrets Manager could not be asked");
  }
}
