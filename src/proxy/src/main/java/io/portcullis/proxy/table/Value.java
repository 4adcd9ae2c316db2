package io.portcullis.proxy.table;

import java.util.Arrays;

/** What an attribute holds. */
public sealed interface Value {

  record Text(String text) implements Value {}

  record Number(long number) implements Value {}

  record Bytes(byte[] bytes) implements Value {
    @Override
    public boolean equals(Object other) {
      return other instanceof Bytes value && Arrays.equals(value.bytes, bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }

    /** Without what they say. */
    @Override
    public String toString() {
      return "Bytes[%d]".formatted(bytes.length);
    }
  }
}
