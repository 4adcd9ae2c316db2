package io.portcullis.constructs.policy;

import io.portcullis.constructs.network.SecurityLevel;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How sensitive the data is that a gateway passes on; it decides how well the gateway is kept. */
public enum DataClass {
  /** Data that anyone may see. */
  PUBLIC(SecurityLevel.PUBLIC, 0),

  /** Data of one's own organization. */
  INTERNAL(SecurityLevel.PROTECTED, 2),

  /** Data that customers entrust. */
  CUSTOMER(SecurityLevel.PROTECTED, 3),

  /** Data that a law or a contract protects. */
  REGULATED(SecurityLevel.PRIVATE, 3);

  /** Tag of a gateway's REST API that carries its data class. */
  public static final String TAG = "portcullis:data-class";

  private final SecurityLevel weakestLevel;
  private final int callerLayers;

  DataClass(SecurityLevel weakestLevel, int callerLayers) {
    this.weakestLevel = weakestLevel;
    this.callerLayers = callerLayers;
  }

  /** The data class that a tag's value names. */
  public static Optional<DataClass> of(String tagValue) {
    return Stream.of(values()).filter(value -> value.tagValue().equals(tagValue)).findFirst();
  }

  /** Such as {@code customer}. */
  public String tagValue() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The weakest security level that this data may pass. */
  public SecurityLevel weakestLevel() {
    return weakestLevel;
  }

  /**
   * How many independent layers must tell who calls, where the internet reaches the gateway: the
   * rule of three for the data of others.
   */
  public int callerLayers() {
    return callerLayers;
  }
}
