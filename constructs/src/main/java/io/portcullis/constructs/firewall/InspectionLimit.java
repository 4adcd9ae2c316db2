package io.portcullis.constructs.firewall;

/**
 * How much of a body AWS WAF looks at before API Gateway. Up to 16 KB costs nothing more; a larger
 * body costs by its size, and only if the limit lets it be inspected ("AWS WAF Pricing").
 */
public enum InspectionLimit {
  KB_16(16),
  KB_32(32),
  KB_48(48),
  KB_64(64);

  private final int kilobytes;

  InspectionLimit(int kilobytes) {
    this.kilobytes = kilobytes;
  }

  public int bytes() {
    return kilobytes * 1024;
  }
}
