package io.portcullis.constructs.network;

/** What the rotation function can reach. */
public enum RotationEgress {
  /** Whatever the internet has: it runs outside of any VPC. */
  INTERNET,

  /** Hugging Face's names alone: it runs in a {@link RotationNetwork}. */
  LIMITED
}
